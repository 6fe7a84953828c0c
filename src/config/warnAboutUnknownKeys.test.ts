import { AppConfig, ConfigReader } from '@backstage/config';
import { ConfigSection } from './ConfigSection';
import { warnAboutUnknownKeys } from './warnAboutUnknownKeys';

type JsonObject = AppConfig['data'];

const section = (key: string, data: JsonObject) =>
  new ConfigSection({ config: new ConfigReader(data), key });

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
  ])('says for %s beneath a provider that %s is likely', (name, likely) => {
    expect(warningsFor({ provider: { [name]: 'x' } })).toEqual(
      meant(`p.main.${name}`, likely),
    );
  });

  it('names a key that is near to none', () => {
    expect(warningsFor({ provider: { excludeRepos: [] } })).toEqual([
      'p.main.excludeRepos is not a key of this module. It is ignored.',
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
