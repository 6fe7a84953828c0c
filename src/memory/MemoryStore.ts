import type { RepositoryName } from '../bitbucket';
import type {
  DueReason,
  ProviderState,
  RememberedEntity,
  RememberedRun,
  RepositoryIdentity,
} from './types';

/**
 * Where the memory of one provider is kept: four tables, of which none knows
 * what its rows mean. Work may begin again from the start, where the database
 * refuses it for the sake of another one's.
 */
export interface MemoryStore {
  /** All rows of repositories, each once, in pages of some hundreds. */
  pages(): AsyncIterable<readonly StoredRow[]>;
  /** The keys of all repositories that have entities, likewise. */
  keysWithEntities(): AsyncIterable<readonly string[]>;
  /** Reads, or writes by one statement alone. */
  run<T>(work: (tables: MemoryTables) => Promise<T>): Promise<T>;
  /**
   * Changes all or nothing. Lock rows first, take a revision then: whoever
   * holds the revision waits for nobody.
   */
  change<T>(work: (tables: MemoryTables) => Promise<T>): Promise<T>;
}

export interface MemoryTables {
  readonly state: StateTable;
  readonly runs: RunTable;
  readonly rows: RowTable;
  readonly entities: EntityTable;
}

export interface StoredRow {
  readonly key: string;
  readonly projectKey: string;
  readonly repoSlug: string;
  /** As JSON. */
  readonly answer?: string;
  readonly fingerprint?: string;
  readonly defaultBranch?: string;
  readonly digest?: string;
  readonly hash?: string;
  readonly lookedAt?: number;
  readonly unknownSince?: number;
  readonly unknownReason?: string;
  readonly due?: DueReason;
  /** Who was the last to begin a look. */
  readonly asker?: string;
  readonly revision: number;
}

export interface StoredEntity extends RememberedEntity {
  /** Of the repository that it belongs to. */
  readonly key: string;
}

export interface StoredRun extends RememberedRun {
  /** A later run has a higher one. */
  readonly number: number;
}

/** The state of a provider as it is kept, but for its runs. */
export interface StoredState extends Omit<ProviderState, 'lastRun'> {
  readonly revision: number;
}

/** One row a provider. */
export interface StateTable {
  read(): Promise<StoredState>;
  /** Changes only what is given. */
  write(change: Omit<StoredState, 'revision'>): Promise<void>;
  /** Takes the next revision; until the change ends, nobody else can. */
  nextRevision(): Promise<number>;
}

/** One row a run. */
export interface RunTable {
  /** All, the newest first. */
  findAll(): Promise<StoredRun[]>;
  put(run: StoredRun): Promise<void>;
  delete(numbers: readonly number[]): Promise<void>;
}

/** One row a repository. */
export interface RowTable {
  find(keys: readonly string[]): Promise<StoredRow[]>;
  /** As `find`; until the change ends, nobody else changes these. */
  lock(keys: readonly string[]): Promise<StoredRow[]>;
  findByNames(names: readonly RepositoryName[]): Promise<StoredRow[]>;
  findInProject(projectKey: string): Promise<StoredRow[]>;
  findChangedSince(revision: number): Promise<StoredRow[]>;
  /** Makes those that are not there. */
  make(rows: readonly StoredRow[]): Promise<void>;
  /** Writes all but the names of rows that are there. */
  update(rows: readonly StoredRow[]): Promise<void>;
  /** Writes the names of rows that are there. */
  rename(repositories: readonly RepositoryIdentity[]): Promise<void>;
  delete(keys: readonly string[]): Promise<void>;
  /** Makes those that are not there, at revision 0: they hold nothing to act upon yet. */
  setAsker(
    repositories: readonly RepositoryIdentity[],
    asker: string,
  ): Promise<void>;
  setLookedAt(keys: readonly string[], lookedAt: number): Promise<void>;
  setRevision(keys: readonly string[], revision: number): Promise<void>;
}

/** One row a repository and entity. */
export interface EntityTable {
  findOf(keys: readonly string[]): Promise<StoredEntity[]>;
  findByRefs(entityRefs: readonly string[]): Promise<StoredEntity[]>;
  /** By names of repositories, in lower case. */
  findByFoundIn(names: readonly string[]): Promise<StoredEntity[]>;
  put(entities: readonly StoredEntity[]): Promise<void>;
  delete(
    entities: readonly Pick<StoredEntity, 'key' | 'entityRef'>[],
  ): Promise<void>;
}
