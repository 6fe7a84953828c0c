import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';

/**
 * Where in a repository catalog files are looked for.
 *
 * @internal
 */
export interface CatalogPath {
  /** The values as they stand in app-config. */
  readonly configured: readonly string[];
  /** The globs below which a wildcard finds nothing. */
  readonly ignored: readonly string[];
  /** How they are found at the least cost. */
  readonly search: CatalogSearch;
  /**
   * Of the paths that were found, those that are meant: a value with wildcards
   * means the file of that very name, where there is one.
   */
  readonly toMeant: (found: readonly string[]) => readonly string[];
  /** What else may be meant by values with something percent-encoded. */
  readonly decoded: readonly DecodedPath[];
  /** The files that are named in full, from the root on, without a leading slash. */
  readonly exactPaths: readonly string[];
  /** What is taken to be there where nobody looks; a glob is left to the catalog's reader. */
  readonly unseenPaths: readonly string[];
}

/**
 * A value as a target would have it, percent-decoded. It is meant in the
 * repositories that have nothing under the name as it stands.
 *
 * @internal
 */
export interface DecodedPath {
  /** Whether the value as it stands has led to one of these paths. */
  readonly isNeedless: (found: readonly string[]) => boolean;
  readonly search: CatalogSearch;
}

/**
 * How catalog files are found: by browsing the directories that can hold
 * them, one request each, or where a wildcard stands for a directory, by
 * listing all files below one.
 *
 * @internal
 */
export type CatalogSearch =
  | {
      readonly type: 'directories';
      readonly directories: readonly DirectorySearch[];
    }
  | {
      readonly type: 'tree';
      /** What all patterns begin with, without slashes at its ends; empty for the root. */
      readonly directory: string;
      /** Whether a path from the root on is a catalog file's. */
      readonly matches: (path: string) => boolean;
    };

/**
 * One directory that is browsed, and the names in it that count.
 *
 * @internal
 */
export interface DirectorySearch {
  /** Without slashes at its ends; empty for the root. */
  readonly directory: string;
  /** All names that are looked for; undefined where one is a glob. */
  readonly fileNames?: readonly string[];
  readonly matches: (fileName: string) => boolean;
}

/**
 * A ref on which catalog files are looked for, with what their targets say of
 * it; both are left out for the default branch.
 *
 * @internal
 */
export interface CatalogRef {
  /** In full, such as `refs/heads/main`, or as an upstream-style `?at=` has it. */
  readonly ref?: string;
  /** What stands behind the path in the target, with its `?`. */
  readonly query?: string;
}

/**
 * Whether a repository may be seen without signing in.
 *
 * @internal
 */
export type Visibility = 'public' | 'private';

/**
 * Which names are taken in. An exclusion wins.
 *
 * @internal
 */
export interface NameFilter {
  /** One of them has to match; undefined takes all in. */
  readonly include?: readonly RegExp[];
  /** None of them may match. */
  readonly exclude: readonly RegExp[];
}

/**
 * Which projects and repositories a provider takes in.
 *
 * @internal
 */
export interface ProviderFilters {
  readonly projectKey: NameFilter;
  readonly repoSlug: NameFilter;
  readonly includePersonalRepos: boolean;
  readonly skipArchivedRepos: boolean;
  readonly allowForks: boolean;
  /** Undefined takes both in. */
  readonly visibility?: readonly Visibility[];
  readonly labels: {
    /** A repository has to have one of them; undefined asks for none. */
    readonly include?: readonly string[];
    /** A repository may have none of them. */
    readonly exclude: readonly string[];
  };
}

/**
 * One provider beneath `catalog.providers.bitbucketServer`, with its defaults
 * filled in and its patterns compiled.
 *
 * @internal
 */
export interface ProviderConfig {
  readonly id: string;
  /** Where it stands in app-config, for errors. */
  readonly key: string;
  /** The host of the integration that holds address and credentials. */
  readonly host: string;
  readonly catalogPath: CatalogPath;
  readonly maxFilesPerRepository: number;
  /** Where files are looked for: on the first of them that a repository has. */
  readonly refs: readonly CatalogRef[];
  /** Whether the default branch is asked for where what is read does not tell it. */
  readonly asksForDefaultBranch: boolean;
  readonly filters: ProviderFilters;
  /** False emits a location for every repository, without looking. */
  readonly validateLocationsExist: boolean;
  /** The share of the known entities, 0 to 100, above which removals are refused; undefined is off. */
  readonly rejectRemovalsAbovePercentage?: number;
  readonly schedule: SchedulerServiceTaskScheduleDefinition;
  /** How old an answer may get before a run looks again for no other reason; undefined leaves that to each run. */
  readonly recheckAfterMs?: number;
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
  /** How long one attempt may take, body included. */
  readonly timeoutMs: number;
  readonly retry: HostRetryConfig;
  /** What goes with every request, by names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined takes what Node has. */
  readonly tls?: TlsConfig;
  /** Whether the server's hashes of repositories may tell what has changed. */
  readonly repositoryHashes: 'auto' | 'off';
}

/**
 * Whom TLS trusts, and as whom it identifies itself; all in PEM.
 *
 * @internal
 */
export interface TlsConfig {
  /** Takes the place of the authorities that Node trusts. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
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

/**
 * How the catalog's own reads of a host are answered.
 *
 * @internal
 */
export interface ReadsConfig {
  /** False leaves them to Backstage's own reader. */
  readonly enabled: boolean;
  /** How many files a minute are read for no other reason than their age; 0 is none before `maxAgeMs`. */
  readonly checksPerMinute: number;
  /** Nothing is believed for longer. */
  readonly maxAgeMs: number;
  /** So long a read waits for its turn. */
  readonly maxWaitMs: number;
  /** How much of contents is kept. */
  readonly keptBytes: number;
  /** What is larger is not kept. */
  readonly keptFileBytes: number;
}
