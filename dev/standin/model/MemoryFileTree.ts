import type { FileTree } from '../types';

/**
 * Keeps the files of a branch in memory.
 */
export class MemoryFileTree implements FileTree {
  private readonly files: Map<string, string>;

  constructor(files: Record<string, string> = {}) {
    this.files = new Map(Object.entries(files));
  }

  list(): Iterable<string> {
    return this.files.keys();
  }

  read(path: string): string | undefined {
    return this.files.get(path);
  }

  /** Writes or overwrites one file. */
  write(path: string, options: { content: string }): void {
    this.files.set(path, options.content);
  }

  /** Removes one file, if it is there. */
  remove(path: string): void {
    this.files.delete(path);
  }
}
