import { AppConfig } from '@backstage/config';
import { ConfigSchema, loadConfigSchema } from '@backstage/config-loader';
import { resolve } from 'node:path';

type JsonObject = AppConfig['data'];
type JsonValue = JsonObject[string];

const withProviders = (bitbucketServer: JsonValue) => ({
  catalog: { providers: { bitbucketServer } },
});

const withIntegration = (integration: JsonObject) => ({
  integrations: { bitbucketServer: [{ host: 'a.x', ...integration }] },
});

const provider = {
  catalogPath: ['/catalog-info.{yaml,yml}', '**/catalog-info.yaml'],
  ignorePaths: ['**/skeleton'],
  maxFilesPerRepository: 5,
  branch: 'next',
  fallbackBranch: 'HEAD',
  includePersonalRepos: true,
  filters: {
    projectKey: '^A',
    repoSlug: ['b', 'c'],
    exclude: { projectKey: ['D'], repoSlug: 'e' },
    allowForks: false,
    visibility: ['public', 'private'],
    labels: { include: ['f'], exclude: 'g' },
    skipArchivedRepos: true,
  },
  validateLocationsExist: true,
  rejectRemovalsAbovePercentage: 20,
  schedule: {
    frequency: { minutes: 30 },
    timeout: 'PT1H',
    initialDelay: '15 seconds',
    scope: 'global',
  },
};

describe('Config', () => {
  let schema: ConfigSchema;

  const check = (data: JsonObject) =>
    schema.process([{ context: 'app-config.yaml', data }]);

  beforeAll(async () => {
    schema = await loadConfigSchema({
      dependencies: ['@backstage/integration'],
      packagePaths: [resolve(__dirname, '../../package.json')],
      excludePackageDependencies: true,
    });
  });

  it.each<[JsonValue]>([
    [{ host: 'a.x', ...provider }],
    [{ host: 'a.x', unknown: { key: true } }],
    [provider],
    [{ filters: {} }],
    [{ main: { catalogPath: '/a' } }],
    [{ main: { catalogPath: ['/a', '/b'] } }],
    [{ main: { ignorePaths: [] } }],
    [{ main: { ignorePaths: '**/a' } }],
    [{ main: { maxFilesPerRepository: 1 } }],
    [{ main: { filters: { projectKey: ['A'] } } }],
    [{ main: { filters: { exclude: {}, labels: {}, visibility: 'private' } } }],
    [{ main: { host: 'a.x', ...provider }, other: provider }],
    [{ main: {}, other: null }],
    [{}],
    [null],
    [{ filters: { host: 'a.x' }, schedule: { catalogPath: '/x' } }],
    [{ main: { schedule: { frequency: { cron: '* * * * *' }, timeout: '1m' } } }],
    [
      {
        main: {
          schedule: { frequency: { trigger: 'manual' }, timeout: { hours: 1 } },
        },
      },
    ],
  ])('accepts the providers %j', providers => {
    expect(() => check(withProviders(providers))).not.toThrow();
  });

  it.each<[JsonValue]>([
    ['a.x'],
    [[{ host: 'a.x' }]],
    [{ host: ['a.x'] }],
    [{ main: 'a.x' }],
    [{ main: { host: {} } }],
    [{ main: { catalogPath: {} } }],
    [{ main: { catalogPath: [{}] } }],
    [{ host: 'a.x', catalogPath: {} }],
    [{ main: { ignorePaths: {} } }],
    [{ main: { maxFilesPerRepository: 0 } }],
    [{ main: { maxFilesPerRepository: 1.5 } }],
    [{ main: { branch: ['a'] } }],
    [{ main: { branch: 'a', fallbackBranch: {} } }],
    [{ main: { includePersonalRepos: 'some' } }],
    [{ host: 'a.x', includePersonalRepos: [] }],
    [{ main: { filters: 'A' } }],
    [{ main: { filters: { projectKey: {} } } }],
    [{ main: { filters: { repoSlug: [{}] } } }],
    [{ main: { filters: { exclude: 'A' } } }],
    [{ main: { filters: { exclude: { projectKey: {} } } } }],
    [{ main: { filters: { allowForks: 'maybe' } } }],
    [{ main: { filters: { visibility: 'internal' } } }],
    [{ main: { filters: { visibility: ['public', 'PRIVATE'] } } }],
    [{ main: { filters: { labels: ['a'] } } }],
    [{ main: { filters: { labels: { include: {} } } } }],
    [{ main: { filters: { labels: { exclude: [{}] } } } }],
    [{ main: { filters: { skipArchivedRepos: 'maybe' } } }],
    [{ main: { validateLocationsExist: 'maybe' } }],
    [{ main: { rejectRemovalsAbovePercentage: 101 } }],
    [{ main: { rejectRemovalsAbovePercentage: -1 } }],
    [{ main: { recheckAfter: [] } }],
    [{ main: { schedule: { frequency: { minutes: 30 } } } }],
    [{ host: 'a.x', schedule: { timeout: { minutes: 30 } } }],
    [{ main: { schedule: { frequency: [], timeout: {} } } }],
  ])('refuses the providers %j', providers => {
    expect(() => check(withProviders(providers))).toThrow(
      'Config validation failed',
    );
  });

  it.each<[JsonObject]>([
    [{}],
    [{ token: 't', apiBaseUrl: 'https://a.x/rest/api/1.0' }],
    [{ maxConcurrentRequests: 1, retry: {} }],
    [{ timeout: { seconds: 60 } }],
    [{ timeout: 'PT1M' }],
    [{ repositoryHashes: 'off' }],
    [
      {
        retry: {
          maxRetries: 0,
          retryStatusCodes: [429],
          maxApiRequestsPerMinute: -1,
        },
      },
    ],
  ])('accepts the integration %j', integration => {
    expect(() => check(withIntegration(integration))).not.toThrow();
  });

  it.each<[JsonObject]>([
    [{ maxConcurrentRequests: 0 }],
    [{ maxConcurrentRequests: 1.5 }],
    [{ timeout: ['PT1M'] }],
    [{ retry: 'often' }],
    [{ repositoryHashes: 'on' }],
    [{ retry: { maxRetries: -1 } }],
    [{ retry: { retryStatusCodes: ['5xx'] } }],
    [{ retry: { maxApiRequestsPerMinute: 'none' } }],
  ])('refuses the integration %j', integration => {
    expect(() => check(withIntegration(integration))).toThrow(
      'Config validation failed',
    );
  });

  it('shows the frontend nothing of this module', () => {
    const data = {
      ...withIntegration({ token: 't', maxConcurrentRequests: 3 }),
      ...withProviders({ host: 'a.x', ...provider }),
    };
    const [shown] = schema.process([{ context: 'app-config.yaml', data }], {
      visibility: ['frontend'],
    });

    expect(shown?.data).toEqual({
      integrations: { bitbucketServer: [{ host: 'a.x' }] },
    });
  });

  it('leaves the credentials of an integration secret', () => {
    const secrets = {
      token: 't',
      headers: { 'x-access': 'u' },
      tls: { ca: 'v', cert: 'w', key: 'x' },
    };
    const data = withIntegration({ ...secrets, retry: { maxRetries: 1 } });
    const [shown] = schema.process([{ context: 'app-config.yaml', data }], {
      visibility: ['secret'],
    });

    expect(shown?.data).toEqual({
      integrations: { bitbucketServer: [secrets] },
    });
  });
});
