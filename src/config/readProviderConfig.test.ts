import { AppConfig, ConfigReader } from '@backstage/config';
import { toOneFile } from '../paths/testing/toOneFile';
import { readProviderConfig } from './readProviderConfig';
import { noFilters } from './testing/noFilters';

type JsonObject = AppConfig['data'];

const read = (data: JsonObject) =>
  readProviderConfig(
    { id: 'main', key: 'p.main', config: new ConfigReader(data) },
    { integrationHosts: ['a.x'] },
  );

describe('readProviderConfig', () => {
  it('fills in its defaults', () => {
    expect(read({})).toEqual({
      id: 'main',
      host: 'a.x',
      key: 'p.main',
      catalogPath: toOneFile('/catalog-info.yaml', {
        directory: '',
        fileName: 'catalog-info.yaml',
      }),
      maxFilesPerRepository: 100,
      refs: [{}],
      asksForDefaultBranch: true,
      filters: noFilters,
      validateLocationsExist: true,
      recheckAfterMs: undefined,
      rejectRemovalsAbovePercentage: undefined,
      schedule: { frequency: { minutes: 30 }, timeout: { hours: 1 } },
    });
  });

  it('reads every key', () => {
    expect(
      read({
        host: 'a.x',
        catalogPath: ['/b/c.yaml', '**/d.yaml'],
        ignorePaths: 'old',
        maxFilesPerRepository: 5,
        branch: 'next',
        fallbackBranch: 'HEAD',
        includePersonalRepos: true,
        filters: {
          projectKey: 'A',
          repoSlug: ['b', 'c'],
          exclude: { projectKey: ['D', 'E'], repoSlug: 'f' },
          allowForks: false,
          visibility: 'public',
          labels: { include: 'g', exclude: ['h'] },
          skipArchivedRepos: true,
        },
        validateLocationsExist: true,
        rejectRemovalsAbovePercentage: 0,
        schedule: { frequency: 'PT1M', timeout: 'PT2M' },
        recheckAfter: { hours: 2 },
      }),
    ).toMatchObject({
      host: 'a.x',
      catalogPath: {
        configured: ['/b/c.yaml', '**/d.yaml'],
        search: { type: 'tree', directory: '' },
        unseenPaths: ['b/c.yaml', '**/d.yaml'],
      },
      maxFilesPerRepository: 5,
      refs: [{ ref: 'refs/heads/next' }, {}],
      asksForDefaultBranch: false,
      filters: {
        projectKey: { include: [/A/], exclude: [/D/, /E/] },
        repoSlug: { include: [/b/, /c/], exclude: [/f/] },
        includePersonalRepos: true,
        allowForks: false,
        visibility: ['public'],
        labels: { include: ['g'], exclude: ['h'] },
        skipArchivedRepos: true,
      },
      validateLocationsExist: true,
      rejectRemovalsAbovePercentage: 0,
      schedule: { frequency: { minutes: 1 }, timeout: { minutes: 2 } },
      recheckAfterMs: 7_200_000,
    });
  });

  it.each([true, false])(
    'reads globs with validateLocationsExist: %s',
    validateLocationsExist => {
      const catalogPath = ['/a.yaml', '/b.{c,d}', '/**/*.yaml'];
      const config = read({ catalogPath, validateLocationsExist });
      expect(config.catalogPath).toMatchObject({
        unseenPaths: ['a.yaml', 'b.c', 'b.d', '**/*.yaml'],
      });
    },
  );

  it('accepts files by name and a branch where locations are not validated', () => {
    expect(
      read({
        catalogPath: ['/a.yaml', '/b/\\[c\\].yaml'],
        branch: 'next',
        validateLocationsExist: false,
      }),
    ).toMatchObject({
      catalogPath: { unseenPaths: ['a.yaml', 'b/[c].yaml'] },
      refs: [{ ref: 'refs/heads/next' }],
      validateLocationsExist: false,
    });
  });

  it('refuses a fallback where locations are not validated', () => {
    expect(() =>
      read({
        branch: 'next',
        fallbackBranch: 'HEAD',
        validateLocationsExist: false,
      }),
    ).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message:
          'p.main.validateLocationsExist is false, and p.main.fallbackBranch is set, while only looking tells which repositories lack the branch; leave one of the two out',
      }),
    );
  });

  it('reads files on the ref of catalogPath, and asks for the default branch', () => {
    expect(read({ catalogPath: '/a.yaml?at=dev' })).toMatchObject({
      catalogPath: { unseenPaths: ['a.yaml'] },
      refs: [{ ref: 'dev', query: '?at=dev' }],
      asksForDefaultBranch: true,
    });
  });

  it('asks for no default branch where a branch is set', () => {
    expect(read({ branch: 'next' }).asksForDefaultBranch).toBe(false);
  });

  it('takes null for the default of every key', () => {
    const keys = ['catalogPath', 'ignorePaths', 'maxFilesPerRepository'];
    const others = ['branch', 'fallbackBranch', 'includePersonalRepos'];
    const nulls = [...keys, ...others].map(name => [name, null] as const);

    expect(JSON.stringify(read(Object.fromEntries(nulls)))).toBe(
      JSON.stringify(read({})),
    );
  });

  it('leaves out what ignorePaths names', () => {
    const { search } = read({
      catalogPath: '**/c.yaml',
      ignorePaths: ['/old', '**/draft'],
    }).catalogPath;
    const files = ['c.yaml', 'old/c.yaml', 'a/draft/c.yaml', 'skeleton/c.yaml'];

    expect(
      files.filter(path => search.type === 'tree' && search.matches(path)),
    ).toEqual(['c.yaml', 'skeleton/c.yaml']);
  });

  it.each<[JsonObject, string]>([
    [{ host: 'b.x' }, 'p.main.host is'],
    [{ catalogPath: 5 }, 'p.main.catalogPath is 5'],
    [{ catalogPath: [] }, 'p.main.catalogPath is an empty list'],
    [{ catalogPath: ['/a', 5] }, 'p.main.catalogPath[1] is 5'],
    [{ catalogPath: '/c.{a' }, "p.main.catalogPath is '/c.{a'; it is not"],
    [{ ignorePaths: 5 }, 'p.main.ignorePaths is 5 (a number); put it'],
    [{ ignorePaths: ['a', '**'] }, "p.main.ignorePaths is '**'; this is all"],
    [{ ignorePaths: '[a' }, "p.main.ignorePaths is '[a'; it is not a valid"],
    [
      { maxFilesPerRepository: 0 },
      'p.main.maxFilesPerRepository is 0 (a number); a whole number of 1 or more is wanted',
    ],
    [
      { maxFilesPerRepository: 1.5 },
      'p.main.maxFilesPerRepository is 1.5 (a number); a whole number',
    ],
    [{ branch: 'refs/tags/v1' }, "p.main.branch is 'refs/tags/v1', and only"],
    [{ fallbackBranch: 'main' }, "p.main.fallbackBranch is 'main'; it is"],
    [
      { catalogPath: '/a?at=dev', branch: 'main' },
      "p.main.branch is 'main'; and p.main.catalogPath holds ?at=dev",
    ],
    [{ includePersonalRepos: 5 }, 'p.main.includePersonalRepos is 5'],
    [{ filters: { projectKey: '[' } }, 'p.main.filters.projectKey is'],
    [{ filters: { labels: 'a' } }, "p.main.filters.labels is 'a'; an object"],
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
