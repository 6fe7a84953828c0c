import { BitbucketServerApi, RequestContext } from '../bitbucket';
import { ProviderConfig } from '../config';
import { CredentialsCheck } from './CredentialsCheck';
import { LabelFilter } from './LabelFilter';
import { ListSizes } from './ListSizes';
import { ListTally } from './ListTally';
import { RepositoryNames } from './RepositoryNames';
import { ProjectKeySet } from './ProjectKeySet';
import { SweepObserver } from './SweepObserver';

/**
 * What a sweep needs.
 */
export interface SweepOptions {
  readonly api: BitbucketServerApi;
  readonly config: ProviderConfig;
  /** Repositories that are told of even if the lists no longer show them. */
  readonly known: RepositoryNames;
  /** How many projects, and repositories of each, are worked on at once. */
  readonly concurrency: number;
  readonly context: RequestContext & { signal: AbortSignal };
  readonly observer: SweepObserver;
  /** Shared with whoever looks at what is listed meanwhile; the sweep's own where it is left out. */
  readonly credentials?: CredentialsCheck;
  /** What the sweep before has given; undefined where there was none. */
  readonly lastSizes?: ListSizes;
}

/**
 * A sweep that has begun, with what its parts share.
 */
export interface SweepUnderWay extends SweepOptions {
  readonly credentials: CredentialsCheck;
  readonly labelFilter: LabelFilter;
  readonly seenProjects: ProjectKeySet;
  readonly tally: ListTally;
}
