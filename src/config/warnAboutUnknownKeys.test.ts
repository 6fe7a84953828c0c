import { AppConfig, ConfigReader } from '@backstage/config';
import { knownSections } from './knownSections';
import { BACKSTAGE_KEYS } from './options';
import { warnAboutUnknownKeys } from './warnAboutUnknownKeys';

type JsonObject = AppConfig['data'];

const section = (key: string, data: JsonObject) => ({
  config: new ConfigReader(data),
  key,
});

function warningsFor(sections: {
  provider?: JsonObject;
  integration?: JsonObject;
}): string[] {
  const { provider = {}, integration = {} } = sections;
  const warnings: string[] = [];
  warnAboutUnknownKeys({
    providers: [section('p.main', provider)],
    integrations: [section('i[0]', integration)],
    logger: { warn: message => warnings.push(message) },
  });
  return warnings;
}

const meant = (key: string, likely: string) => [
  `${key} is not a key of this module; did you mean ${likely}? It is ignored.`,
];

/** Of two sections that have a key of one name, the first is its place here. */
const everyKey = knownSections
  .filter(({ path }) => path !== 'filters.exclude')
  .flatMap(({ root, path, names }) =>
    names
      .filter(name => !BACKSTAGE_KEYS.includes(name) || root === 'provider')
      .filter(name => path !== 'filters.labels' || name !== 'exclude')
      .map(name => ({ root, path: path ? `${path}.${name}` : name })),
  );

describe('warnAboutUnknownKeys', () => {
  it('warns of none where all keys are known', () => {
    expect(
      warningsFor({
        provider: {
          host: 'a',
          catalogPath: 'b',
          ignorePaths: ['c'],
          maxFilesPerRepository: 5,
          branch: 'd',
          fallbackBranch: 'e',
          includePersonalRepos: true,
          filters: {
            projectKey: 'A',
            repoSlug: 'b',
            exclude: { projectKey: 'C', repoSlug: 'd' },
            allowForks: true,
            visibility: 'public',
            labels: { include: 'e', exclude: 'f' },
            skipArchivedRepos: true,
          },
          validateLocationsExist: true,
          rejectRemovalsAbovePercentage: 5,
          schedule: {
            frequency: { minutes: 1 },
            timeout: 'PT1M',
            initialDelay: 'PT1M',
            scope: 'global',
          },
        },
        integration: {
          host: 'a',
          token: 't',
          username: 'u',
          password: 'p',
          apiBaseUrl: 'https://a',
          commitSigningKey: 'k',
          maxConcurrentRequests: 8,
          retry: {
            maxRetries: 1,
            retryStatusCodes: [],
            maxApiRequestsPerMinute: 5,
          },
          headers: { 'x-any': 'v' },
          tls: { ca: 'a', cert: 'b', key: 'c' },
        },
      }),
    ).toEqual([]);
  });

  it.each([
    ['filter', 'filters'],
    ['FILTERS', 'filters'],
    ['catalogpath', 'catalogPath'],
    ['hots', 'host'],
    ['validateLocationExists', 'validateLocationsExist'],
    ['skipArchived', 'filters.skipArchivedRepos'],
    ['projectKey', 'filters.projectKey'],
    ['catalogPaths', 'catalogPath'],
    ['ignorePath', 'ignorePaths'],
    ['maxFilesPerRepo', 'maxFilesPerRepository'],
    ['fallBackBranch', 'fallbackBranch'],
    ['includePersonalRepo', 'includePersonalRepos'],
    ['exclude', 'filters.exclude'],
    ['labels', 'filters.labels'],
    ['visibility', 'filters.visibility'],
    ['allowFork', 'filters.allowForks'],
    ['topic', 'filters.labels'],
    ['organization', 'filters.projectKey'],
    ['workspace', 'filters.projectKey'],
    ['projectPattern', 'filters.projectKey'],
    ['repository', 'filters.repoSlug'],
    ['excludeRepos', 'filters.exclude.repoSlug'],
    ['allowArchived', 'filters.skipArchivedRepos'],
    ['skipForkedRepos', 'filters.allowForks'],
    ['entityFilename', 'catalogPath'],
    ['frequency', 'schedule.frequency'],
    ['include', 'filters.labels.include'],
    ['retry', 'i[0].retry'],
    ['maxRetries', 'i[0].retry.maxRetries'],
    ['maxConcurrentRequests', 'i[0].maxConcurrentRequests'],
    ['token', 'i[0].token'],
    ['apiBaseUrl', 'i[0].apiBaseUrl'],
    ['webhookSecret', 'events.modules.bitbucketServer.webhookSecret'],
  ])('says for %s beneath a provider that %s is likely', (name, likely) => {
    expect(warningsFor({ provider: { [name]: 'x' } })).toEqual(
      meant(`p.main.${name}`, likely),
    );
  });

  it('names a key that is near to none', () => {
    expect(warningsFor({ provider: { orgEnabled: [] } })).toEqual([
      'p.main.orgEnabled is not a key of this module. It is ignored.',
    ]);
  });

  it.each<[JsonObject, string, string]>([
    [{ filters: { repoSlgu: 'x' } }, 'filters.repoSlgu', 'repoSlug'],
    [{ schedule: { initalDelay: 1 } }, 'schedule.initalDelay', 'initialDelay'],
    [
      { filters: { exclude: { projectkey: 'x' } } },
      'filters.exclude.projectkey',
      'projectKey',
    ],
    [
      { filters: { labels: { included: 'x' } } },
      'filters.labels.included',
      'include',
    ],
  ])('looks beneath the sections of a provider: %j', (provider, key, likely) => {
    expect(warningsFor({ provider })).toEqual(meant(`p.main.${key}`, likely));
  });

  it.each<[JsonObject, string, string]>([
    [{ filters: { branch: 'x' } }, 'filters.branch', 'p.main.branch'],
    [{ filters: { topic: {} } }, 'filters.topic', 'labels'],
    [{ filters: { catalogPath: 'x' } }, 'filters.catalogPath', 'p.main.catalogPath'],
    [{ filters: { catalogpath: 'x' } }, 'filters.catalogpath', 'p.main.catalogPath'],
    [{ filters: { schedule: {} } }, 'filters.schedule', 'p.main.schedule'],
    [{ filters: { include: 'x' } }, 'filters.include', 'labels.include'],
    [{ filters: { retry: {} } }, 'filters.retry', 'i[0].retry'],
    [
      { filters: { exclude: { allowForks: false } } },
      'filters.exclude.allowForks',
      'p.main.filters.allowForks',
    ],
    [
      { filters: { labels: { skipArchivedRepos: true } } },
      'filters.labels.skipArchivedRepos',
      'p.main.filters.skipArchivedRepos',
    ],
    [{ schedule: { branch: 'x' } }, 'schedule.branch', 'p.main.branch'],
    [{ schedule: { maxRetries: 1 } }, 'schedule.maxRetries', 'i[0].retry.maxRetries'],
  ])('says where a key belongs that stands at another level: %j', (provider, key, likely) => {
    expect(warningsFor({ provider })).toEqual(meant(`p.main.${key}`, likely));
  });

  it.each(everyKey)(
    'knows the place of $path, wherever it stands in place of that',
    ({ root, path }) => {
      const name = path.split('.').at(-1) ?? '';
      const wrongly = [
        { provider: { [name]: 1 } },
        { provider: { filters: { [name]: 1 } } },
        { provider: { filters: { exclude: { [name]: 1 } } } },
        { provider: { filters: { labels: { [name]: 1 } } } },
        { provider: { schedule: { [name]: 1 } } },
        { integration: { [name]: 1 } },
        { integration: { retry: { [name]: 1 } } },
      ];
      const shown = wrongly.flatMap(each => warningsFor(each));

      // Where a key of that name is in its place, nobody is warned.
      expect(shown.length).toBeGreaterThanOrEqual(wrongly.length - 3);
      for (const warning of shown) {
        expect(warning).toMatch(
          new RegExp(`did you mean \\S*${name}\\? It is ignored`),
        );
      }
      expect(shown.join()).toContain(
        root === 'webhook' ? `events.modules.bitbucketServer.${path}` : path,
      );
    },
  );

  it('names the form of a place where there are several', () => {
    const warnings: string[] = [];
    warnAboutUnknownKeys({
      providers: [section('p.a', { retry: {} }), section('p.b', {})],
      integrations: [section('i[0]', { catalogPath: 'x' }), section('i[1]', {})],
      logger: { warn: message => warnings.push(message) },
    });

    expect(warnings).toEqual([
      ...meant('p.a.retry', 'integrations.bitbucketServer[].retry'),
      ...meant('i[0].catalogPath', 'catalog.providers.bitbucketServer.<id>.catalogPath'),
    ]);
  });

  it.each<[JsonObject, string, string]>([
    [{ catalogPath: 'x' }, 'catalogPath', 'p.main.catalogPath'],
    [{ schedule: {} }, 'schedule', 'p.main.schedule'],
    [{ retry: { maxConcurrentRequests: 1 } }, 'retry.maxConcurrentRequests', 'i[0].maxConcurrentRequests'],
    [{ retry: { branch: 'x' } }, 'retry.branch', 'p.main.branch'],
    [{ tls: { crt: 'y' } }, 'tls.crt', 'cert'],
    [{ header: {} }, 'header', 'headers'],
    [{ cert: 'x' }, 'cert', 'tls.cert'],
    [{ retry: { maxRetrys: 1 } }, 'retry.maxRetrys', 'maxRetries'],
    [{ retries: {} }, 'retries', 'retry.maxRetries'],
    [{ maxRetries: 1 }, 'maxRetries', 'retry.maxRetries'],
    [
      { maxConcurrentRequest: 1 },
      'maxConcurrentRequest',
      'maxConcurrentRequests',
    ],
  ])('names a key of an integration: %j', (integration, key, likely) => {
    expect(warningsFor({ integration })).toEqual(meant(`i[0].${key}`, likely));
  });

  it('names every unknown key of retry', () => {
    expect(warningsFor({ integration: { retry: { jitter: true } } })).toEqual([
      'i[0].retry.jitter is not a key of this module. It is ignored.',
    ]);
  });

  it('leaves the keys of others beneath an integration alone', () => {
    expect(warningsFor({ integration: { someonesOwn: 1 } })).toEqual([]);
  });

  it('leaves a section that is no object to its reader', () => {
    expect(
      warningsFor({
        provider: { filters: 'x', schedule: [] },
        integration: { retry: 5 },
      }),
    ).toEqual([]);
    expect(
      warningsFor({ provider: { filters: { exclude: 'x', labels: ['y'] } } }),
    ).toEqual([]);
  });

  it('leaves out a key that a later file has taken back', () => {
    expect(warningsFor({ provider: { filter: null } })).toEqual([]);
  });
});
