import {
  BitbucketServerApi,
  Repository,
  RepositoryName,
  RequestContext,
} from '../bitbucket';
import { ProviderConfig } from '../config';
import { CredentialsCheck } from './CredentialsCheck';
import { LabelFilter } from './LabelFilter';
import { ListSizes, ListTally } from './ListTally';
import { ProjectKeySet, RepositoryNames } from './RepositoryNames';
import { AbsenceReason, AbsentOrUnknown } from './types';

export interface SweepOptions {
  readonly api: BitbucketServerApi;
  readonly config: ProviderConfig;
  /** Repositories that are told of even if the lists no longer show them. */
  readonly known: RepositoryNames;
  /** Whether one of a list is known, by another name as well. */
  readonly isKnown: (repository: Repository) => boolean;
  /** How many projects, and repositories of each, are worked on at once. */
  readonly concurrency: number;
  readonly context: RequestContext & { signal: AbortSignal };
  readonly observer: SweepObserver;
  /** Shared with whoever looks at what is listed meanwhile; the sweep's own where it is left out. */
  readonly credentials?: CredentialsCheck;
  /** What the sweep before has given; undefined where there was none. */
  readonly lastSizes?: ListSizes;
}

/** A sweep that has begun, with what its parts share. */
export interface SweepUnderWay extends SweepOptions {
  readonly credentials: CredentialsCheck;
  readonly labelFilter: LabelFilter;
  readonly seenProjects: ProjectKeySet;
  readonly tally: ListTally;
}

/** Who is told what the lists of a server show, as they show it. */
export interface SweepObserver {
  /** So many more projects are on the server's list. */
  onProjectsListed(count: number): void;
  /** A project is about to be worked on, or is left out by a filter. */
  onProject(projectKey: string, options: { leftOutBy?: AbsenceReason }): void;
  /** Goes around all work on a project that no filter leaves out. */
  whileInProject(projectKey: string, work: () => Promise<void>): Promise<void>;
  /** Nothing is left to do in a project. */
  onProjectDone(projectKey: string): void;
  /**
   * A list shows a repository. `given` is its answer where lists and filters
   * settle it; otherwise no filter leaves it out, its labels included, and it
   * is to be looked at, now or later.
   */
  onListed(
    repository: Repository,
    options: { given?: AbsentOrUnknown },
  ): Promise<void>;
  /**
   * A known repository is not on the list that should show it. `given` is its
   * answer where its project, the list or a filter settles it; otherwise it is
   * to be asked for by its name.
   */
  onUnlisted(name: RepositoryName, options: UnlistedOptions): Promise<void>;
  /**
   * A list could not be read to its end, so there may be more than was seen:
   * of the repositories of a project, or where none is named, of projects.
   */
  onIncompleteList(cause: Error, options: { projectKey?: string }): void;
}

/** What a sweep says of a known repository that a list should show and does not. */
export interface UnlistedOptions {
  readonly given?: AbsentOrUnknown;
  /** Whether another list of this sweep has shown it: it may just have been renamed. */
  readonly wasShown?: boolean;
}
