import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { RepositoryName } from '../bitbucket';
import { toRepositoryId } from '../discovery';
import { KnownEntities } from './KnownEntities';

/**
 * Collects what a sweep is certain of, and says what the catalog is to be
 * told.
 *
 * @remarks
 * A sweep that leaves nothing unknown ends in a full mutation. Any other ends
 * in a delta: everything found is added, and removed is only what belongs to
 * a repository that has given a definite answer without it.
 *
 * @internal
 */
export class SweepOutcome {
  readonly #known: KnownEntities;
  readonly #locationKey: string;
  readonly #found = new Map<string, { entity: Entity; name: RepositoryName }>();
  /** Known repositories without a definite answer so far. */
  readonly #unsettled: Set<string>;
  /** Repositories that answer to another name now, by their old one. */
  readonly #moved = new Map<string, RepositoryName>();
  readonly #unknown = new Set<string>();
  /** Projects whose list broke off; the empty key is the list of projects. */
  readonly #brokenLists = new Set<string>();

  constructor(options: { known: KnownEntities; locationKey: string }) {
    this.#known = options.known;
    this.#locationKey = options.locationKey;
    this.#unsettled = new Set(
      Array.from(options.known.entries(), ([, name]) =>
        name ? toRepositoryId(name) : '',
      ),
    );
  }

  /** The references of all entities that were found. */
  get foundRefs(): ReadonlySet<string> {
    return new Set(this.#found.keys());
  }

  /** Forgets what was noted of a repository, as if it had not been seen. */
  forget(name: RepositoryName): void {
    const id = toRepositoryId(name);
    this.#unknown.delete(id);
    this.#moved.delete(id);
    this.#unsettled.add(id);
    for (const [ref, found] of this.#found) {
      if (toRepositoryId(found.name) === id) {
        this.#found.delete(ref);
      }
    }
  }

  /** Notes that a repository gave no definite answer. */
  noteUnknown(name: RepositoryName): void {
    this.#unknown.add(toRepositoryId(name));
  }

  /** Notes a list that broke off, so that there may be more than was seen. */
  noteIncompleteList({ projectKey = '' }: { projectKey?: string }): void {
    this.#brokenLists.add(projectKey.toLowerCase());
  }

  /** Notes the definite answer of a repository: these entities and no others. */
  settle(
    name: RepositoryName,
    answer: { entities: readonly Entity[]; movedTo?: RepositoryName },
  ): void {
    this.#unsettled.delete(toRepositoryId(name));
    if (answer.movedTo) {
      this.#moved.set(toRepositoryId(name), answer.movedTo);
    }
    for (const entity of answer.entities) {
      this.#add(entity, name);
    }
  }

  /** What the catalog holds of the provider once the mutation is applied. */
  toKnownAfterwards(
    options: MutationOptions,
  ): Map<string, RepositoryName | undefined> {
    const known = new Map(this.#known.entries());
    this.#toRemoved(options).forEach(ref => known.delete(ref));
    this.#toAdded().forEach(([ref, { name }]) => known.set(ref, name));
    return known;
  }

  /** The references of known entities that are certain to be gone. */
  findRemovals(): string[] {
    if (!this.#isCertain && !this.#known.isComplete) {
      return [];
    }
    return Array.from(this.#known.entries())
      .filter(
        ([ref, name]) =>
          !this.#found.has(ref) &&
          (this.#isCertain || (name && this.#isSettled(name))),
      )
      .map(([ref]) => ref);
  }

  /** What the catalog is to be told. */
  toMutation(options: MutationOptions): EntityProviderMutation {
    const added = this.#toAdded().map(([, { entity }]) => ({
      entity,
      locationKey: this.#locationKey,
    }));
    return this.#isCertain && options.removals === 'all'
      ? { type: 'full', entities: added }
      : {
          type: 'delta',
          added,
          removed: this.#toRemoved(options).map(entityRef => ({ entityRef })),
        };
  }

  /** Whether nothing was left unknown. */
  get #isCertain(): boolean {
    return this.#unknown.size === 0 && this.#brokenLists.size === 0;
  }

  /**
   * Whether a known repository has its answer. One that moved has it only
   * together with the repository it has become: its entities go when those
   * that replace them can come.
   */
  #isSettled(name: RepositoryName): boolean {
    const movedTo = this.#moved.get(toRepositoryId(name));
    return (
      !this.#unsettled.has(toRepositoryId(name)) &&
      (movedTo === undefined ||
        (!this.#unknown.has(toRepositoryId(movedTo)) &&
          !this.#brokenLists.has(movedTo.projectKey.toLowerCase())))
    );
  }

  #toRemoved({ removals }: MutationOptions): string[] {
    return removals === 'none' ? [] : this.findRemovals();
  }

  /**
   * All that was found, but for what would take the place of an entity of the
   * same name from a repository that precedes and is unknown this time.
   */
  #toAdded(): [string, { entity: Entity; name: RepositoryName }][] {
    return [...this.#found].filter(([ref, { name }]) => {
      const holder = this.#known.repositoryOf(ref);
      return !(
        holder &&
        this.#unsettled.has(toRepositoryId(holder)) &&
        precedes(holder, name)
      );
    });
  }

  #add(entity: Entity, name: RepositoryName): void {
    const ref = stringifyEntityRef(entity);
    const other = this.#found.get(ref);
    if (!other || precedes(name, other.name)) {
      this.#found.set(ref, { entity, name });
    }
  }
}

/**
 * How the outcome of a sweep is applied: with all removals, also of what is
 * not known of, with those of known entities, or with none.
 *
 * @internal
 */
export interface MutationOptions {
  readonly removals: 'all' | 'known' | 'none';
}

/**
 * Of two entities with one name it has to be the same one every time, or the
 * catalog reads it again at every sweep; and answers come in any order.
 */
function precedes(one: RepositoryName, other: RepositoryName): boolean {
  return toRepositoryId(one) < toRepositoryId(other);
}
