import { DirectoryFile, RepositoryName } from './types';

/** A directory that is looked at, at a ref or else on the default branch. */
export interface LookedAtDirectory extends RepositoryName {
  /** From the root on; empty for the root. */
  readonly path: string;
  readonly at?: string;
}

export interface DirectorySight {
  readonly files: readonly DirectoryFile[];
  /** Whether the directory was read to its end, so that no other file is in it. */
  readonly isComplete: boolean;
}

/** A file that has not changed since the last look, as the repository's hash tells. */
export interface UnmovedFile extends LookedAtDirectory {
  /** Its id when the repository was looked at. */
  readonly contentId: string;
}

/** Takes in what was seen. */
type Teller<T> = (seen: T) => Promise<void>;

/** Who is told what is seen of directories, whoever looks; may not throw. */
export interface DirectoryObserver {
  /** Called before the first request; what it gives takes in what was seen. */
  onLook(directory: LookedAtDirectory): Promise<Teller<DirectorySight>>;
  /** Called before hashes are read; what it gives takes in what they confirm. */
  onHashes(): Promise<Teller<readonly UnmovedFile[]>>;
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

  async onLook(directory: LookedAtDirectory): Promise<Teller<DirectorySight>> {
    const tellers: Teller<DirectorySight>[] = [];
    for (const observer of this.#observers) {
      tellers.push(await observer.onLook(directory));
    }
    return toAll(tellers);
  }

  async onHashes(): Promise<Teller<readonly UnmovedFile[]>> {
    const tellers: Teller<readonly UnmovedFile[]>[] = [];
    for (const observer of this.#observers) {
      tellers.push(await observer.onHashes());
    }
    return toAll(tellers);
  }
}

/** One after the other, since there is hardly ever more than one. */
function toAll<T>(tellers: readonly Teller<T>[]): Teller<T> {
  return async seen => {
    for (const tell of tellers) {
      await tell(seen);
    }
  };
}
