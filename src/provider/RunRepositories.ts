import { Repository, RepositoryName } from '../bitbucket';
import { AbsentOrUnknown, RepositoryNames, toRepositoryId } from '../discovery';
import { RepositoryIdentity, RepositoryMemory, RepositoryRow } from '../memory';
import { toIdentity } from '../reconcile';

/** One repository in a run: what is remembered of it, and how far the run has come. */
export interface RunRepository {
  identity: RepositoryIdentity;
  readonly row?: RepositoryRow;
  /** As a list has shown it, until it is looked at. */
  shown?: Repository;
  /** Its answer where no look is needed. */
  given?: AbsentOrUnknown;
  isListed: boolean;
  /** Whether the run is to look at it, or has. */
  isQueued: boolean;
  /** Whether another list has shown it, such as that of a label. */
  wasShown: boolean;
  /** Whether another row may hold what the catalog was told under its name. */
  takesOver: boolean;
  isLeftOut: boolean;
  /** Whether nothing has changed since the last look, as its believed hash tells. */
  isUnmoved: boolean;
  /** What a look of this run has led to, the last one if several. */
  result?: 'definite' | 'unknown';
  looks: number;
}

/** All repositories that need an answer of a run: the remembered and the listed ones. */
export class RunRepositories implements Iterable<RunRepository> {
  readonly #byKey = new Map<string, RunRepository>();
  /** Who has a name, as far as this run has seen. */
  readonly #byName = new Map<string, RunRepository>();
  /** Who had a name when the run began. */
  readonly #known = new Map<string, RunRepository>();

  static async load(memory: RepositoryMemory): Promise<RunRepositories> {
    const repositories = new RunRepositories();
    for await (const page of memory.readRows()) {
      page.forEach(row => repositories.#remember(row));
    }
    return repositories;
  }

  [Symbol.iterator](): Iterator<RunRepository> {
    return this.#byKey.values();
  }

  get size(): number {
    return this.#byKey.size;
  }

  get(key: string): RunRepository | undefined {
    return this.#byKey.get(key);
  }

  /** Whether a repository is remembered, by its number or by its name. */
  has(repository: Repository): boolean {
    return (
      this.#byKey.has(toIdentity(repository).key) ||
      this.#byName.has(toRepositoryId(repository))
    );
  }

  /** The one that had a name when the run began. */
  findKnown(name: RepositoryName): RunRepository | undefined {
    return this.#known.get(toRepositoryId(name));
  }

  toNames(): RepositoryNames {
    const names = new RepositoryNames();
    for (const { identity } of this.#known.values()) {
      names.add(identity);
    }
    return names;
  }

  /** Whether each has an answer: one of this run, or one that still holds. */
  areAnswered(options: {
    fingerprint: string;
    /** Whether remembered absences are recent enough to count. */
    trustsMemory: boolean;
  }): boolean {
    return [...this].every(
      ({ row, result }) =>
        result === 'definite' || (!result && stillHolds(row, options)),
    );
  }

  /** The keys of those that are no more, and of which the catalog holds nothing. */
  findGone({ rowsWithEntities }: { rowsWithEntities: ReadonlySet<string> }) {
    return [...this]
      .filter(
        ({ isListed, isLeftOut, result }) =>
          (!isListed || isLeftOut) && result === 'definite',
      )
      .map(({ identity }) => identity.key)
      .filter(key => !rowsWithEntities.has(key));
  }

  noteListed(repository: Repository): RunRepository {
    const noted = this.noteShown(repository);
    noted.isListed = true;
    return noted;
  }

  /** Notes under which name the server shows a repository. */
  noteShown(repository: Repository): RunRepository {
    const name = toRepositoryId(repository);
    const before = this.#byName.get(name);
    const shown = toIdentity(repository);
    const identity =
      repository.id === undefined && before
        ? { ...shown, key: before.identity.key }
        : shown;
    const noted =
      this.#byKey.get(identity.key) ??
      // What was remembered by the name alone is the same repository.
      toUnseen(identity, { row: isNamedOnly(before) ? before.row : undefined });
    noted.identity = identity;
    noted.shown = repository;
    noted.takesOver ||= before !== undefined && before !== noted;
    if (isNamedOnly(before) && before !== noted) {
      this.#byKey.delete(before.identity.key);
    }
    this.#byKey.set(identity.key, noted);
    this.#byName.set(name, noted);
    return noted;
  }

  /** Notes under which name a repository was found that had lost its own. */
  noteMoved(repository: Repository): RunRepository {
    const moved = this.noteShown(repository);
    moved.given = undefined;
    return moved;
  }

  #remember(row: RepositoryRow): void {
    const { key, projectKey, repoSlug } = row;
    const remembered = toUnseen({ key, projectKey, repoSlug }, { row });
    this.#byKey.set(key, remembered);
    const name = toRepositoryId(row);
    this.#byName.set(name, remembered);
    this.#known.set(name, remembered);
  }
}

/** One of which the run has seen nothing yet. */
function toUnseen(
  identity: RepositoryIdentity,
  { row }: { row?: RepositoryRow },
): RunRepository {
  return {
    identity,
    row,
    isListed: false,
    isQueued: false,
    wasShown: false,
    takesOver: false,
    isLeftOut: false,
    isUnmoved: false,
    looks: 0,
  };
}

/** Whether nobody has known its number so far. */
function isNamedOnly(
  repository: RunRepository | undefined,
): repository is RunRepository {
  return repository?.identity.key.startsWith('name:') === true;
}

/** Whether what is remembered is an answer for this run as well. */
export function stillHolds(
  row: RepositoryRow | undefined,
  options: { fingerprint: string; trustsMemory: boolean },
): boolean {
  return (
    row?.answer !== undefined &&
    row.fingerprint === options.fingerprint &&
    !row.unknown &&
    (options.trustsMemory || row.answer.outcome === 'present')
  );
}
