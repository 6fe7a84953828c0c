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
  readonly #shown: { has(entityRef: string): boolean; readonly size: number };

  constructor(options: {
    isComplete: boolean;
    repositories: ReadonlyMap<string, RepositoryName | undefined>;
    /** What the catalog shows as the provider's own; all where it is left out. */
    shown?: ReadonlySet<string>;
  }) {
    this.isComplete = options.isComplete;
    this.#repositories = options.repositories;
    this.#shown = options.shown ?? options.repositories;
  }

  /** How many entities the catalog shows. */
  get shownSize(): number {
    return this.#shown.size;
  }

  /**
   * Whether the catalog shows an entity. What is only remembered may be gone
   * already, and nobody loses it by a removal.
   */
  isShown(entityRef: string): boolean {
    return this.#shown.has(entityRef);
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
