import { AppConfig, ConfigReader } from '@backstage/config';
import { ConfigSection } from './ConfigSection';
import { readProviderConfig } from './readProviderConfig';

type JsonObject = AppConfig['data'];

const read = (data: JsonObject) =>
  readProviderConfig(
    {
      id: 'main',
      section: new ConfigSection({
        config: new ConfigReader(data),
        key: 'p.main',
      }),
    },
    { integrationHosts: ['a.x'] },
  );

describe('readProviderConfig', () => {
  it('fills in its defaults', () => {
    expect(read({})).toEqual({
      id: 'main',
      host: 'a.x',
      catalogPath: {
        configured: '/catalog-info.yaml',
        directory: '',
        fileName: 'catalog-info.yaml',
        matches: expect.any(Function),
      },
      filters: {
        projectKey: undefined,
        repoSlug: undefined,
        skipArchivedRepos: false,
      },
      validateLocationsExist: true,
      rejectRemovalsAbovePercentage: undefined,
      schedule: { frequency: { minutes: 30 }, timeout: { hours: 1 } },
    });
  });

  it('reads every key', () => {
    expect(
      read({
        host: 'a.x',
        catalogPath: '/b/c.yaml',
        filters: { projectKey: 'A', repoSlug: 'b', skipArchivedRepos: true },
        validateLocationsExist: false,
        rejectRemovalsAbovePercentage: 0,
        schedule: { frequency: 'PT1M', timeout: 'PT2M' },
      }),
    ).toMatchObject({
      host: 'a.x',
      catalogPath: { directory: 'b', fileName: 'c.yaml' },
      filters: { projectKey: /A/, repoSlug: /b/, skipArchivedRepos: true },
      validateLocationsExist: false,
      rejectRemovalsAbovePercentage: 0,
      schedule: { frequency: { minutes: 1 }, timeout: { minutes: 2 } },
    });
  });

  it('refuses a glob where locations are not validated', () => {
    expect(() =>
      read({ catalogPath: '/*.yaml', validateLocationsExist: false }),
    ).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message:
          "p.main.validateLocationsExist is false, and p.main.catalogPath is the glob '/*.yaml', whose files can only be found by looking; name one file, or leave validateLocationsExist out",
      }),
    );
  });

  it('accepts a glob where locations are validated', () => {
    const { catalogPath } = read({
      catalogPath: '/*.yaml',
      validateLocationsExist: true,
    });

    expect(catalogPath.matches('a.yaml')).toBe(true);
  });

  it.each<[JsonObject, string]>([
    [{ host: 'b.x' }, 'p.main.host is'],
    [{ catalogPath: 5 }, 'p.main.catalogPath is 5'],
    [{ filters: { projectKey: '[' } }, 'p.main.filters.projectKey is'],
    [{ validateLocationsExist: 'x' }, "p.main.validateLocationsExist is 'x'"],
    [
      { rejectRemovalsAbovePercentage: 101 },
      'p.main.rejectRemovalsAbovePercentage is 101 (a number); a number from 0 to 100',
    ],
    [
      { rejectRemovalsAbovePercentage: -1 },
      'p.main.rejectRemovalsAbovePercentage is -1',
    ],
    [
      { rejectRemovalsAbovePercentage: '5 %' },
      "p.main.rejectRemovalsAbovePercentage is '5 %'",
    ],
    [{ schedule: {} }, 'p.main.schedule.frequency is missing'],
  ])('refuses %j', (data, message) => {
    expect(() => read(data)).toThrow(message);
  });
});
