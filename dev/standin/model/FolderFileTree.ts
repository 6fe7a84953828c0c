import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

import type { FileTree } from '../types';

/** What lies in a repository folder without being a file of the repository. */
const leftOut = new Set(['.git', '.repository.json']);

/**
 * Reads the files of a branch from a folder, anew on each call.
 */
export class FolderFileTree implements FileTree {
  private readonly root: string;

  constructor(options: { root: string }) {
    this.root = options.root;
  }

  *list(): Iterable<string> {
    yield* this.listBelow('');
  }

  read(filePath: string): string | undefined {
    const parts = filePath.split('/');
    if (
      leftOut.has(parts[0] ?? '') ||
      parts.some(part => ['', '.', '..'].includes(part) || part.includes('\\'))
    ) {
      return undefined;
    }
    const file = path.join(this.root, ...parts);
    try {
      // A link could lead out of the folder.
      const isInside =
        realpathSync(file) === path.join(realpathSync(this.root), ...parts);
      return isInside && lstatSync(file).isFile()
        ? readFileSync(file, 'utf8')
        : undefined;
    } catch {
      return undefined;
    }
  }

  private *listBelow(folder: string): Iterable<string> {
    const entries = readdirSync(path.join(this.root, folder), {
      withFileTypes: true,
    });
    for (const entry of entries) {
      const below = folder ? `${folder}/${entry.name}` : entry.name;
      if (leftOut.has(below)) {
        continue;
      }
      if (entry.isDirectory()) {
        yield* this.listBelow(below);
      } else if (entry.isFile()) {
        yield below;
      }
    }
  }
}
