import { Repository, RepositoryName } from '../bitbucket';
import { toRepositoryId } from './RepositoryNames';

/** Those on the list of a label: known by their numbers, as names may change hands. */
export class LabeledRepositories {
  readonly #ids = new Set<number>();
  /** The number of who had a name; undefined where the server shows none. */
  readonly #idByName = new Map<string, number | undefined>();

  add(repository: Repository): void {
    const { id } = repository;
    this.#idByName.set(toRepositoryId(repository), id);
    if (id !== undefined) {
      this.#ids.add(id);
    }
  }

  has(repository: Repository): boolean {
    const { id } = repository;
    if (id !== undefined && this.#ids.has(id)) {
      return true;
    }
    const listedId = this.#idByName.get(toRepositoryId(repository));
    const isAnother = id !== undefined && listedId !== undefined;
    return !isAnother && this.hasName(repository);
  }

  hasName(name: RepositoryName): boolean {
    return this.#idByName.has(toRepositoryId(name));
  }
}
