import { RepositoryName } from '../bitbucket';
import { RepositoryNames } from '../discovery';

/**
 * What the catalog holds of a provider: entity references, each with the
 * repository it comes from, as far as that can be told.
 *
 * @internal
 */
export class KnownEntities {
  /** False where the catalog could not be read, so that there may be more. */
  readonly isComplete: boolean;
  readonly #repositories: ReadonlyMap<string, RepositoryName | undefined>;

  constructor(options: {
    isComplete: boolean;
    repositories: ReadonlyMap<string, RepositoryName | undefined>;
  }) {
    this.isComplete = options.isComplete;
    this.#repositories = options.repositories;
  }

  get size(): number {
    return this.#repositories.size;
  }

  /** Entity references with their repositories. */
  entries(): Iterable<[string, RepositoryName | undefined]> {
    return this.#repositories.entries();
  }

  /** The repository of an entity, as far as it is known. */
  repositoryOf(entityRef: string): RepositoryName | undefined {
    return this.#repositories.get(entityRef);
  }

  /** The repositories that a sweep has to give an answer for. */
  toRepositoryNames(): RepositoryNames {
    const names = new RepositoryNames();
    for (const name of this.#repositories.values()) {
      if (name) {
        names.add(name);
      }
    }
    return names;
  }
}
