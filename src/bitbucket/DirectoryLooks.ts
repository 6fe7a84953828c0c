import { DirectoryFile, RepositoryName } from './types';

/**
 * A directory that somebody looks at, and the ref as it was asked for; the
 * default branch where it is left out.
 */
export interface LookedAtDirectory extends RepositoryName {
  /** From the root on; empty for the root. */
  readonly path: string;
  readonly at?: string;
}

/**
 * What a look has shown.
 */
export interface DirectorySight {
  readonly files: readonly DirectoryFile[];
  /** Whether the directory was read to its end, so that no other file is in it. */
  readonly isComplete: boolean;
}

/**
 * A file that is as it was when its repository was last looked at, since the
 * repository's hash has not moved.
 */
export interface UnmovedFile extends LookedAtDirectory {
  /** Its id when the repository was looked at. */
  readonly contentId: string;
}

/**
 * Who is told what is seen of directories, whoever looks; may not throw.
 */
export interface DirectoryObserver {
  /** Called before the first request; what it gives takes in what was seen. */
  onLook(
    directory: LookedAtDirectory,
  ): Promise<(sight: DirectorySight) => Promise<void>>;
  /** Called before hashes are read; what it gives takes in what they confirm. */
  onHashes(): Promise<(files: readonly UnmovedFile[]) => Promise<void>>;
}

/**
 * Tells observers of every look at a directory of one host, a sweep's, a
 * webhook's or an analyzer's, and of what the server's hashes tell without one.
 */
export class DirectoryLooks implements DirectoryObserver {
  readonly #observers = new Set<DirectoryObserver>();

  observe(observer: DirectoryObserver): void {
    this.#observers.add(observer);
  }

  async onLook(
    directory: LookedAtDirectory,
  ): Promise<(sight: DirectorySight) => Promise<void>> {
    const tellers = await Promise.all(
      [...this.#observers].map(observer => observer.onLook(directory)),
    );
    return async sight => {
      await Promise.all(tellers.map(tell => tell(sight)));
    };
  }

  async onHashes(): Promise<(files: readonly UnmovedFile[]) => Promise<void>> {
    const tellers = await Promise.all(
      [...this.#observers].map(observer => observer.onHashes()),
    );
    return async files => {
      await Promise.all(tellers.map(tell => tell(files)));
    };
  }
}
