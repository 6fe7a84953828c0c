import type { RepositoryName } from '../bitbucket';
import type { AbsenceReason, FilterReason } from '../discovery';

/** The last definite answer of a repository, as memory keeps it. */
export type RememberedAnswer =
  | {
      readonly outcome: 'present';
      readonly files: readonly RememberedFile[];
      /** How many there are, where those are more than may be taken in. */
      readonly cutFrom?: number;
    }
  | { readonly outcome: 'absent'; readonly reason: AbsenceReason };

export interface RememberedFile {
  /** From the repository's root, without a leading slash. */
  readonly path: string;
  /** The ref that it is on, in full; the default branch where it is left out. */
  readonly ref?: string;
  /** The git blob id that the server's directory showed, where it shows one. */
  readonly contentId?: string;
}

export interface RepositoryIdentity extends RepositoryName {
  /** `id:123` by the server's number, or `name:proj/slug` while none is known. */
  readonly key: string;
}

/** What a provider remembers of one repository, but for its entities. */
export interface RepositoryRow extends RepositoryIdentity {
  /** The last definite answer; undefined before the first one. */
  readonly answer?: RememberedAnswer;
  /** What of the configuration the answer holds for. */
  readonly fingerprint?: string;
  /** The short name. */
  readonly defaultBranch?: string;
  readonly digest?: string;
  /** What the server's list of hashes said of it before that look, or one before. */
  readonly hash?: string;
  /**
   * When the look began that gave the answer, in ms since the epoch. Of looks
   * that changed nothing and were settled together, the earliest.
   */
  readonly lookedAt?: number;
  /** Since when and why it cannot be looked at; undefined where the last look was definite. */
  readonly unknown?: { readonly since: number; readonly reason: string };
  /** Why it is due before those whose turn it is by age. */
  readonly due?: DueReason;
  /** Of the last write that changed something that others can see. */
  readonly revision: number;
}

/** A repository that a filter leaves out, so that there is no look at it and no row. */
export interface LeftOutRepository extends RepositoryIdentity {
  readonly reason: FilterReason;
}

/** What one provider remembers of repositories that a filter leaves out. */
export interface LeftOutMemory {
  /** All, in pages. */
  readPages(): AsyncIterable<readonly LeftOutRepository[]>;
  /** The one of a name, letter case aside. */
  find(name: RepositoryName): Promise<LeftOutRepository | undefined>;
  /** Writes these, whether they are there or not. */
  put(repositories: readonly LeftOutRepository[]): Promise<void>;
  delete(keys: readonly string[]): Promise<void>;
}

/**
 * - `hint`: somebody said that something changed, and nobody has looked since
 * - `left`: a look has left something to the next one, which may be under way
 * - `heldBack`: its answer would remove something, and waits for a second look
 */
export type DueReason = 'hint' | 'left' | 'heldBack';

/** An entity that the catalog was told, or is to be told. */
export interface RememberedEntity {
  readonly entityRef: string;
  /** As JSON, so that it is compared without being parsed; undefined where only its reference is known, from the catalog. */
  readonly json?: string;
  /** The repository's name when the entity was found, as `proj/slug` in lower case. */
  readonly foundIn: string;
  /**
   * False where the last answer lacks it: its removal waits. That holds even
   * where it counts as not told, since whoever told it may have died too soon
   * to note that.
   */
  readonly isWanted: boolean;
  /** Whether the catalog has taken this very entity. */
  readonly isTold: boolean;
  /** How often it was told anew for the sake of a name that another file held. */
  readonly timesRetold: number;
}

export type RepositoryRowWithEntities = RepositoryRow & {
  readonly entities: readonly RememberedEntity[];
};

export interface EntityHolder
  extends RepositoryIdentity,
    Pick<RememberedEntity, 'entityRef' | 'json' | 'timesRetold'> {}

/** Entities that the catalog holds of one repository, by their references. */
export interface KnownEntities {
  readonly repository: RepositoryIdentity;
  readonly entityRefs: readonly string[];
}

export interface Told {
  readonly added: readonly {
    readonly key: string;
    readonly entityRef: string;
    readonly json: string;
  }[];
  readonly removed: readonly {
    readonly key: string;
    readonly entityRef: string;
  }[];
}

export type Look = RepositoryIdentity & { readonly startedAt: number } & (
    | {
        readonly outcome: 'definite';
        readonly answer: RememberedAnswer;
        readonly fingerprint: string;
        readonly defaultBranch?: string;
        readonly digest?: string;
        /** As it was read before the look. Where it is left out, what is remembered stays if the look has found the same. */
        readonly hash?: string;
        /** Why it stays due, if so. */
        readonly due?: DueReason;
        /** All its entities as they are to be; undefined where nothing of them has changed. */
        readonly entities?: readonly Omit<RememberedEntity, 'timesRetold'>[];
      }
    | { readonly outcome: 'unknown'; readonly reason: string }
  );

export interface RememberedRun {
  readonly startedAt: number;
  /** Undefined while it has not ended, or where it was killed. */
  readonly endedAt?: number;
  /** How it ended; `running` while it has not, or was killed. */
  readonly ending: 'running' | 'complete' | 'incomplete' | 'failed' | 'stopped';
  /** Why it failed or was stopped. */
  readonly reason?: string;
  readonly looks?: number;
  readonly unknown?: number;
  readonly requests?: number;
}

export interface ProviderState {
  /** When a run last ended that had an answer for everything; undefined before the first one. */
  readonly completeAt?: number;
  /** The one that has begun last. */
  readonly lastRun?: RememberedRun;
  /** What the lists of the last run that could read them showed. */
  readonly listSizes?: {
    readonly projects: number;
    readonly repositories: number;
  };
}

/**
 * What one provider remembers of its repositories.
 *
 * @remarks
 * Replicas share it. Whoever looks at a repository says so first with
 * {@link RepositoryMemory.bump}; a look is written only if nobody has said so
 * since. Revisions become visible in their order: who has seen one has seen
 * all before it.
 */
export interface RepositoryMemory {
  readState(): Promise<ProviderState>;
  /** The last ten runs, the newest first. */
  readRuns(): Promise<RememberedRun[]>;
  /** Notes that a run begins, and gives its number. */
  beginRun(run: Pick<RememberedRun, 'startedAt'>): Promise<number>;
  /** Notes how a run has ended, and of the state what is given. */
  endRun(
    number: number,
    end: Omit<RememberedRun, 'startedAt'> & Omit<ProviderState, 'lastRun'>,
  ): Promise<void>;

  /** All rows, in pages. */
  readRows(): AsyncIterable<readonly RepositoryRow[]>;
  findByKeys(keys: readonly string[]): Promise<RepositoryRow[]>;
  /** The rows that have one of these names, letter case aside. */
  findByNames(names: readonly RepositoryName[]): Promise<RepositoryRow[]>;
  /** The rows in a project, letter case aside. */
  findInProject(projectKey: string): Promise<RepositoryRow[]>;

  /**
   * Gives rows what others were told under the names that these rows have now,
   * and what rows that go by those names alone have learnt; the latter end.
   */
  adopt(repositories: readonly RepositoryIdentity[]): Promise<void>;
  /**
   * Lets rows know of entities that the catalog holds, by their references
   * alone; makes the rows that are missing. What any row knows of stays as it
   * is.
   */
  learn(known: readonly KnownEntities[]): Promise<void>;
  /** Removes rows, but for those that have entities by now. */
  forget(keys: readonly string[]): Promise<void>;
  /**
   * Marks rows as due; makes those that are missing. One that is held back
   * stays so. A look that began before a hint loses the row.
   */
  markDue(
    repositories: readonly RepositoryIdentity[],
    reason: DueReason,
  ): Promise<void>;

  /**
   * Says that `asker` is about to look at these; makes the rows that are
   * missing, which are at revision 0 until something is written.
   */
  bump(
    repositories: readonly RepositoryIdentity[],
    options: { asker: string },
  ): Promise<void>;
  /**
   * Writes what looks have led to, and gives the keys of those that are not
   * written: somebody else has bumped them since, or they were hinted at or
   * forgotten.
   */
  settle(
    looks: readonly Look[],
    options: { asker: string },
  ): Promise<ReadonlySet<string>>;

  /** The entities of these rows, by key. */
  readEntities(
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, readonly RememberedEntity[]>>;
  /** All rows that have entities, with these, in pages, a row never on two of them. */
  readAll(): AsyncIterable<
    readonly RepositoryRowWithEntities[]
  >;
  /** The rows that want one of these entities. */
  findHolders(entityRefs: readonly string[]): Promise<EntityHolder[]>;
  /**
   * Notes what the catalog has taken: `added` as they were told, and `removed`,
   * which are forgotten unless they are wanted again.
   */
  markTold(told: Told): Promise<void>;
  /** Counts one more time that these are told anew, and makes them not told, in every row that wants them. */
  retell(entityRefs: readonly string[]): Promise<void>;

  /** The newest revision that is visible. */
  revision(): Promise<number>;
  /** The rows that have changed after a revision, with their entities. */
  changedSince(revision: number): Promise<RepositoryRowWithEntities[]>;
}
