import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';

/**
 * Where in a repository catalog files are looked for: one directory, and the
 * names in it that count.
 *
 * @internal
 */
export interface CatalogPath {
  /** The value as it stands in app-config. */
  readonly configured: string;
  /** The directory that is browsed, without slashes at its ends; empty for the root. */
  readonly directory: string;
  /** The one file name that is looked for; undefined when the name is a glob. */
  readonly fileName?: string;
  /** Whether a name in that directory is a catalog file's. */
  readonly matches: (fileName: string) => boolean;
  /**
   * The ref that an upstream-style `?at=` in the path names, and the query as
   * it was written, which the target keeps byte for byte.
   */
  readonly at?: { readonly ref: string; readonly query: string };
}

/**
 * Which projects and repositories a provider takes in.
 *
 * @internal
 */
export interface ProviderFilters {
  readonly projectKey?: RegExp;
  readonly repoSlug?: RegExp;
  readonly skipArchivedRepos: boolean;
}

/**
 * One provider beneath `catalog.providers.bitbucketServer`, with its defaults
 * filled in and its patterns compiled.
 *
 * @internal
 */
export interface ProviderConfig {
  readonly id: string;
  /** The host of the integration that holds address and credentials. */
  readonly host: string;
  readonly catalogPath: CatalogPath;
  readonly filters: ProviderFilters;
  /** False emits a location for every repository, without looking. */
  readonly validateLocationsExist: boolean;
  /** The share of the known entities, 0 to 100, above which removals are refused; undefined is off. */
  readonly rejectRemovalsAbovePercentage?: number;
  readonly schedule: SchedulerServiceTaskScheduleDefinition;
}

/**
 * One Bitbucket Server beneath `integrations.bitbucketServer`: how to reach
 * it, and how much of it may be used.
 *
 * @internal
 */
export interface HostConfig {
  readonly host: string;
  /** The REST API's base, without a slash at its end, such as `https://host/rest/api/1.0`. */
  readonly apiBaseUrl: string;
  readonly credentials: HostCredentials;
  /** How many requests may be in flight at once. */
  readonly maxConcurrentRequests: number;
  readonly retry: HostRetryConfig;
}

/**
 * How requests to a host prove who they come from.
 *
 * @internal
 */
export type HostCredentials =
  | { readonly type: 'token'; readonly token: string }
  | {
      readonly type: 'basic';
      readonly username: string;
      readonly password: string;
    }
  | { readonly type: 'none' };

/**
 * What is asked again, how often, and at what pace.
 *
 * @internal
 */
export interface HostRetryConfig {
  readonly maxRetries: number;
  readonly retryStatusCodes: readonly number[];
  /** Undefined is unlimited. */
  readonly maxApiRequestsPerMinute?: number;
}
