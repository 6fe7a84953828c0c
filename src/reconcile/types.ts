import { Repository, RepositoryName } from '../bitbucket';
import { AbsentOrUnknown, RepositoryAnswer } from '../discovery';
import { DueReason, RememberedEntity, RepositoryIdentity } from '../memory';

/** A repository as somebody names it: a hint, and never a truth. */
export interface RepositoryHint extends RepositoryName {
  readonly id?: number;
}

export interface Subject extends RepositoryIdentity {
  /** Its answer, where that is known without a look. */
  readonly given?: AbsentOrUnknown;
  /** As the server has just shown it; it is asked for by its name where this is left out. */
  readonly shown?: Repository;
  /** Whether a list has shown its name a moment ago: that it is gone is then no certain answer. */
  readonly wasShown?: boolean;
  /** Where a sweep has judged its labels; it is asked for them where this is left out. */
  readonly labels?: 'judged';
  /** What the catalog was told of it, or is to be told. */
  readonly known: readonly RememberedEntity[];
  readonly formerly?: RepositoryName;
}

export interface Looked {
  /** Under the name that it has now. */
  readonly identity: RepositoryIdentity;
  readonly answer: RepositoryAnswer;
  /** All its entities as they are to be; empty where the answer is unknown. */
  readonly entities: readonly FoundEntity[];
  /** Who has the names now under which others of its entities were found. */
  readonly successors: readonly Repository[];
  /** Who has the files, where what was known by its name alone has another now. */
  readonly heir?: RepositoryIdentity;
  /** Left out where nothing is left to the next look. */
  readonly due?: DueReason;
}

export type FoundEntity = Pick<
  RememberedEntity,
  'entityRef' | 'json' | 'foundIn'
>;

/** A look, with what was known before it. */
export interface LookedBefore extends Looked, Pick<Subject, 'known'> {
  /** When it began, in ms since the epoch. */
  readonly startedAt: number;
  /** What the server's list of hashes said of it before, where that was read. */
  readonly hash?: string;
  /** Of which the catalog is to read the files anew, by their addresses. */
  readonly refreshed: readonly string[];
}

/** What the catalog is told of one repository: gains and losses, always together. */
export interface RepositoryChange extends RepositoryName {
  readonly key: string;
  readonly added: readonly ToldEntity[];
  /** Entity references. */
  readonly removed: readonly string[];
  /** Whether all that is removed was found under another name of the repository. */
  readonly isRename: boolean;
}

/** An entity as it is told: JSON, and how often it was told anew. */
export type ToldEntity = Pick<RememberedEntity, 'entityRef' | 'timesRetold'> & {
  readonly json: string;
};

/** A change that the catalog does not take, while it takes others. */
export interface Refusal {
  readonly change: RepositoryChange;
  readonly cause: Error;
}
