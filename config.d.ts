import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

/** Who may see a repository without signing in: everybody, or nobody. */
type Visibility = 'public' | 'private';

/** One provider: what it discovers, where, and how often. */
interface BitbucketServerProvider {
  /**
   * The host of the Bitbucket Server, without a scheme, as in
   * `integrations.bitbucketServer`. Default: the host there, if there is only
   * one.
   *
   * @visibility backend
   */
  host?: string;
  /**
   * Where in each repository catalog files are: a path from the root, the
   * leading slash optional, or a list of them. Each may be a glob, such as
   * `/catalog-info.{yaml,yml}`, `/.backstage/*.yaml` or
   * `**\/catalog-info.yaml`. A wildcard does not match a name's first dot, and
   * a backslash makes a glob character literal. `?at=<ref>` behind a single
   * path reads another ref than the default branch. Default:
   * `/catalog-info.yaml`.
   *
   * @visibility backend
   */
  catalogPath?: string | string[];
  /**
   * Globs for directories and files, from the root on, that a wildcard in
   * `catalogPath` does not find; an empty list switches it off, but for
   * directories named `node_modules`. Default: directories named `skeleton`,
   * `testdata` and `__fixtures__`.
   *
   * @visibility backend
   */
  ignorePaths?: string | string[];
  /**
   * How many catalog files of one repository are taken in at most, the first
   * ones in alphabetical order. Default: 100.
   *
   * @asType integer
   * @minimum 1
   * @visibility backend
   */
  maxFilesPerRepository?: number;
  /**
   * The branch on which catalog files are looked for, such as `main` or
   * `refs/heads/main`. Default: each repository's default branch.
   *
   * @visibility backend
   */
  branch?: string;
  /**
   * The branch that is looked at in repositories that lack `branch`; `HEAD` is
   * the default branch. Default: none, and they are left out.
   *
   * @visibility backend
   */
  fallbackBranch?: string;
  /**
   * Whether repositories of personal projects are taken in too. Default:
   * false.
   *
   * @visibility backend
   */
  includePersonalRepos?: boolean;
  /** Which projects and repositories are taken in. Default: all. */
  filters?: {
    /**
     * A regular expression that the project's key matches, case-sensitive and
     * unanchored: `^PLATFORM$` is that project alone. Of a list, one has to
     * match. Default: all projects.
     *
     * @visibility backend
     */
    projectKey?: string | string[];
    /**
     * A regular expression that the repository's slug matches, case-sensitive
     * and unanchored. Of a list, one has to match. Default: all repositories.
     *
     * @visibility backend
     */
    repoSlug?: string | string[];
    /** What is left out, whatever else takes it in. Default: nothing. */
    exclude?: {
      /**
       * A regular expression, or a list of them, for keys of projects.
       *
       * @visibility backend
       */
      projectKey?: string | string[];
      /**
       * A regular expression, or a list of them, for slugs of repositories.
       *
       * @visibility backend
       */
      repoSlug?: string | string[];
    };
    /**
     * Whether forks are taken in. Default: true.
     *
     * @visibility backend
     */
    allowForks?: boolean;
    /**
     * Which repositories are taken in by who may see them; one in a public
     * project is public. Default: both.
     *
     * @visibility backend
     */
    visibility?: Visibility | Visibility[];
    /** Which repositories are taken in by their labels. Default: all. */
    labels?: {
      /**
       * A label, or a list of labels of which a repository has to have one.
       *
       * @visibility backend
       */
      include?: string | string[];
      /**
       * A label, or a list of labels of which a repository may have none.
       *
       * @visibility backend
       */
      exclude?: string | string[];
    };
    /**
     * Whether archived repositories are left out. Default: false.
     *
     * @visibility backend
     */
    skipArchivedRepos?: boolean;
  };
  /**
   * Whether a repository is looked into before its catalog file becomes a
   * location. False gives every repository a location, whether the file is
   * there or not; a `*` in `catalogPath` is then left to Backstage, and there
   * is no `fallbackBranch`. Default: true.
   *
   * @visibility backend
   */
  validateLocationsExist?: boolean;
  /**
   * The share of the known locations, in percent from 0 to 100, above which a
   * sweep's removals are refused. Default: none; leave it out to switch it off.
   *
   * @minimum 0
   * @maximum 100
   * @visibility backend
   */
  rejectRemovalsAbovePercentage?: number;
  /**
   * When sweeps run. `frequency` and `timeout` belong together, and are above
   * zero. Default: every 30 minutes, for one hour at most.
   *
   * @visibility backend
   */
  schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
  /**
   * How old the answer of a repository may get before a run looks again though
   * nothing says that it changed, above zero. Default: each run looks at all
   * that it has time for; 24 hours where the server's hashes are believed.
   *
   * @visibility backend
   */
  recheckAfter?: HumanDuration | string;
}

/**
 * A provider without a host can be told from a map of ids by its names alone:
 * without this list every map would pass for one, whatever its providers hold.
 *
 * @propertyNames {"enum": ["catalogPath", "ignorePaths", "maxFilesPerRepository", "branch", "fallbackBranch", "includePersonalRepos", "filters", "validateLocationsExist", "rejectRemovalsAbovePercentage", "schedule", "recheckAfter"]}
 */
interface BitbucketServerProviderWithoutHost extends BitbucketServerProvider {}

export interface Config {
  integrations?: {
    /** How this module uses a Bitbucket Server, next to Backstage's own keys. */
    bitbucketServer?: Array<{
      /**
       * How many requests to this host may be in flight at once. Default: 8.
       *
       * @asType integer
       * @minimum 1
       * @visibility backend
       */
      maxConcurrentRequests?: number;
      /**
       * How long one answer may take, its body included: a duration above zero
       * and up to an hour. Default: 30 seconds.
       *
       * @visibility backend
       */
      timeout?: HumanDuration | string;
      /** What is asked again, how often, and at what pace. */
      retry?: {
        /**
         * How many times a failed request is sent again. Default: 4; 0 switches
         * it off.
         *
         * @asType integer
         * @minimum 0
         * @visibility backend
         */
        maxRetries?: number;
        /**
         * The HTTP status codes, 100 to 599, that are asked again. A list given
         * takes the place of the default. Default: 429, 500, 502, 503, 504; an
         * empty list switches it off.
         *
         * @visibility backend
         */
        retryStatusCodes?: number[];
        /**
         * How many requests a minute this host gets at most, above 0. Default:
         * -1, which switches the limit off.
         *
         * @visibility backend
         */
        maxApiRequestsPerMinute?: number;
      };
      /**
       * Headers that go with every request of this module to the host, such as
       * those that an access proxy asks for. Default: none.
       *
       * @deepVisibility secret
       */
      headers?: { [name: string]: string };
      /**
       * Whom this module trusts, and as whom it identifies itself to the host;
       * each is PEM, or the path of a file that holds it. Default: what Node
       * has.
       *
       * @deepVisibility secret
       */
      tls?: {
        /**
         * The authorities that are trusted, in place of those that Node trusts.
         *
         * @visibility secret
         */
        ca?: string;
        /**
         * The client certificate, with what leads to its authority. It goes
         * with `key`.
         *
         * @visibility secret
         */
        cert?: string;
        /**
         * The private key of the client certificate, without a passphrase.
         *
         * @visibility secret
         */
        key?: string;
      };
      /** How the catalog's own reads of files on this host are answered. */
      reads?: {
        /**
         * Whether this module reads files for the catalog, and nothing again
         * that has not changed. Default: true; false leaves Backstage's own
         * reader in place.
         *
         * @visibility backend
         */
        enabled?: boolean;
        /**
         * How many files a minute are read only because nobody has looked at
         * them for a while. Default: 60; 0 reads none before `maxAge`.
         *
         * @minimum 0
         * @visibility backend
         */
        checksPerMinute?: number;
        /**
         * How long a file counts as unchanged at most. Default: one hour.
         *
         * @visibility backend
         */
        maxAge?: HumanDuration | string;
        /**
         * How long a read waits for its turn, up to an hour. Default: ten
         * seconds.
         *
         * @visibility backend
         */
        maxWait?: HumanDuration | string;
        /**
         * How many megabytes of file contents are kept in memory. Default: 32;
         * 0 keeps none.
         *
         * @minimum 0
         * @visibility backend
         */
        keptMegabytes?: number;
        /**
         * A file above so many megabytes is not kept. Default: 2.
         *
         * @minimum 0
         * @visibility backend
         */
        keptFileMegabytes?: number;
      };
      /**
       * Whether the hashes that the server keeps of its repositories may tell
       * what has changed, once they have proven true. `off` never asks for them.
       * Default: auto.
       *
       * @visibility backend
       */
      repositoryHashes?: 'auto' | 'off';
    }>;
  };

  events?: {
    modules?: {
      /** The endpoint for webhooks of Bitbucket Server. */
      bitbucketServer?: {
        /**
         * The secret with which Bitbucket signs its webhooks, or a list of
         * them while one is being changed. Default: none, and no endpoint is
         * opened.
         *
         * @visibility secret
         * @deepVisibility secret
         */
        webhookSecret?: string | string[];
      };
    };
  };

  catalog?: {
    providers?: {
      /**
       * Discovers catalog files on Bitbucket Server: one provider directly
       * here, with the id `default`, or a map of ids.
       */
      bitbucketServer?:
        | { [id: string]: BitbucketServerProvider }
        | (BitbucketServerProvider & { host: string })
        | BitbucketServerProviderWithoutHost;
    };
  };
}
