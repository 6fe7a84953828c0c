import { Repository, RepositoryName } from '../bitbucket';
import { toRepositoryId } from './RepositoryNames';
import { toAnswer } from './toAnswer';
import { AbsentOrUnknown } from './types';

/**
 * Repositories as a list of the server yields them, each once, since offsets
 * shift while the list is read.
 *
 * @remarks
 * A list that breaks off ends, so that what it has yielded is worked on to
 * its end, and `failure` then says why.
 *
 * @internal
 */
export class RepositoryList implements AsyncIterable<Repository> {
  readonly #options: RepositoryListOptions;
  readonly #seen = new Set<string>();
  #failure?: AbsentOrUnknown;

  constructor(options: RepositoryListOptions) {
    this.#options = options;
  }

  /** Why the list broke off; undefined where it was read to its end. */
  get failure(): AbsentOrUnknown | undefined {
    return this.#failure;
  }

  /** Whether the list has yielded a repository. */
  has(name: RepositoryName): boolean {
    return this.#seen.has(toRepositoryId(name));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Repository> {
    const { rows, about } = this.#options;
    try {
      for await (const found of rows) {
        if (!this.has(found)) {
          this.#seen.add(toRepositoryId(found));
          yield found;
        }
      }
    } catch (error) {
      this.#failure = toAnswer(error, { about });
    }
  }
}

/**
 * What a {@link RepositoryList} reads, and whose list that is.
 *
 * @internal
 */
export interface RepositoryListOptions {
  readonly rows: AsyncIterable<Repository>;
  readonly about: 'project' | 'server';
}
