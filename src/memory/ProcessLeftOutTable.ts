import type { RepositoryName } from '../bitbucket';
import { isSameRepository } from '../discovery';
import type { LeftOutMemory, LeftOutRepository } from './types';

/**
 * What a filter leaves out, for as long as the process lives.
 */
export class ProcessLeftOutTable implements LeftOutMemory {
  readonly #repositories = new Map<string, LeftOutRepository>();

  async *readPages(): AsyncGenerator<LeftOutRepository[]> {
    yield [...this.#repositories.values()];
  }

  async find(name: RepositoryName): Promise<LeftOutRepository | undefined> {
    // People ask seldom, and an index would be kept for them by every run.
    return [...this.#repositories.values()].find(repository =>
      isSameRepository(repository, name),
    );
  }

  async put(repositories: readonly LeftOutRepository[]): Promise<void> {
    repositories.forEach(each => this.#repositories.set(each.key, each));
  }

  async delete(keys: readonly string[]): Promise<void> {
    keys.forEach(key => this.#repositories.delete(key));
  }
}
