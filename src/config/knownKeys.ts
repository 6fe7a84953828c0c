/**
 * Every key that this module reads, by the section it stands in; config.d.ts
 * declares the same ones.
 *
 * @internal
 */
export const knownKeys = {
  /** Beneath `catalog.providers.bitbucketServer`, or beneath an id there. */
  provider: [
    'host',
    'catalogPath',
    'ignorePaths',
    'maxFilesPerRepository',
    'branch',
    'fallbackBranch',
    'includePersonalRepos',
    'filters',
    'validateLocationsExist',
    'rejectRemovalsAbovePercentage',
    'schedule',
    'recheckAfter',
  ],
  /** Beneath a provider's `filters`. */
  filters: [
    'projectKey',
    'repoSlug',
    'exclude',
    'allowForks',
    'visibility',
    'labels',
    'skipArchivedRepos',
  ],
  /** Beneath `filters.exclude`. */
  exclude: ['projectKey', 'repoSlug'],
  /** Beneath `filters.labels`. */
  labels: ['include', 'exclude'],
  /** Beneath a provider's `schedule`. */
  schedule: ['frequency', 'timeout', 'initialDelay', 'scope'],
  /** Beneath an entry of `integrations.bitbucketServer`, next to Backstage's own keys. */
  integration: [
    'maxConcurrentRequests',
    'timeout',
    'retry',
    'headers',
    'tls',
    'reads',
    'repositoryHashes',
  ],
  /** Backstage's own keys there, which are not to be taken for mistyped ones of ours. */
  backstage: [
    'host',
    'token',
    'username',
    'password',
    'apiBaseUrl',
    'commitSigningKey',
  ],
  /** Beneath an integration's `retry`. */
  retry: ['maxRetries', 'retryStatusCodes', 'maxApiRequestsPerMinute'],
  /** Beneath an integration's `tls`. */
  tls: ['ca', 'cert', 'key'],
  /** Beneath an integration's `reads`. */
  reads: [
    'enabled',
    'checksPerMinute',
    'maxAge',
    'maxWait',
    'keptMegabytes',
    'keptFileMegabytes',
  ],
  /** Beneath `events.modules.bitbucketServer`. */
  webhook: ['webhookSecret'],
} as const satisfies Record<string, readonly string[]>;
