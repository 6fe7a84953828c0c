import { JsonObject } from '@backstage/types';
import { ProviderRig, ProviderRigOptions } from '../../dev/rig/ProviderRig';
import { useMswServer } from '../../dev/rig/useMswServer';

const server = useMswServer();
const FILE = { 'catalog-info.yaml': '' };

function createRig(
  standIn: ProviderRigOptions['standIn'],
  provider: JsonObject = {},
) {
  return new ProviderRig({ server, standIn, providers: { main: provider } });
}

function expectStrict(rig: ProviderRig) {
  expect(rig.standIn.unknownRequests).toEqual([]);
}

describe('sweep', () => {
  it('follows every list to its last page, past gaps', async () => {
    const rig = createRig({
      projects: ['A', 'B', 'C', 'D', 'E'].map(key => ({
        key,
        hidden: key === 'B',
      })),
      repositories: ['1', '2', '3', '4', '5'].map(slug => ({
        project: 'C',
        slug,
        hidden: slug === '3',
        files: { ...FILE, 'a.md': '', 'b.md': '', 'd.md': '', 'e.md': '' },
      })),
    });
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.catalog.targets).toHaveLength(4);
    expect(rig.urls).toEqual(
      expect.arrayContaining([
        '/projects?limit=1000',
        '/projects?start=3&limit=1000',
        '/projects/C/repos?limit=1000',
        '/projects/C/repos?start=3&limit=1000',
        '/projects/C/repos/5/browse?limit=1000',
        '/projects/C/repos/5/browse?start=2&limit=1000',
      ]),
    );
    expectStrict(rig);
  });

  it('asks once for each repository besides the lists', async () => {
    const rig = createRig({
      projects: [{ key: 'A' }],
      repositories: ['1', '2', '3'].map(slug => ({
        project: 'A',
        slug,
        files: slug === '3' ? { 'README.md': '' } : FILE,
      })),
    });
    expect(await rig.sweep()).toBeUndefined();
    expect([...rig.paths].sort()).toEqual([
      '/application-properties',
      '/projects',
      '/projects/A/repos',
      '/projects/A/repos',
      '/projects/A/repos/1/browse',
      '/projects/A/repos/2/browse',
      '/projects/A/repos/3/browse',
    ]);
    expectStrict(rig);
  });

  it('asks for nothing of what a filter leaves out', async () => {
    const rig = createRig(
      {
        projects: [{ key: 'A' }, { key: 'OTHER' }],
        repositories: [
          { project: 'A', slug: 'a-service', files: FILE },
          { project: 'A', slug: 'b-service', files: FILE, archived: true },
          { project: 'A', slug: 'library', files: FILE },
          { project: 'OTHER', slug: 'c-service', files: FILE },
        ],
      },
      {
        filters: {
          projectKey: '^A$',
          repoSlug: 'service',
          skipArchivedRepos: true,
        },
      },
    );
    expect(await rig.sweep()).toBeUndefined();
    expect([...rig.paths].sort()).toEqual([
      '/application-properties',
      '/projects',
      '/projects/A/repos',
      '/projects/A/repos',
      '/projects/A/repos/a-service/browse',
    ]);
    expect(rig.log.at('info').slice(1)).toEqual([
      expect.stringContaining(
        'main: 3 repositories in 2 projects, 1 project left out by filters.projectKey, 1 repository left out by filters.repoSlug, 1 archived repository left out, 1 catalog file, 0 unknown, 5 requests,',
      ),
    ]);
    expectStrict(rig);
  });

  it('takes archived repositories in where it is not asked to skip them', async () => {
    const rig = createRig({
      projects: [{ key: 'A' }],
      repositories: [
        { project: 'A', slug: 'one', files: FILE, archived: true },
      ],
    });
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.catalog.targets).toHaveLength(1);
  });

  it('checks a repository once that stands on two pages', async () => {
    const rig = createRig({
      projects: [{ key: 'A' }],
      repositories: [
        { project: 'A', slug: 'one', files: FILE },
        { project: 'A', slug: 'two', files: FILE },
      ],
    });
    const values = [{ slug: 'two', project: { key: 'a' } }];
    rig.breakWith({
      match: /A\/repos\?limit/,
      times: 1,
      respond: {
        status: 200,
        body: JSON.stringify({ isLastPage: false, nextPageStart: 1, values }),
      },
    });
    expect(await rig.sweep()).toBeUndefined();
    const checks = rig.paths.filter(path => path.endsWith('two/browse'));
    expect(checks).toHaveLength(1);
  });

  it('goes into a project once that stands on two pages', async () => {
    const rig = createRig({ projects: [{ key: 'A' }, { key: 'B' }] });
    rig.breakWith({
      match: /projects\?limit/,
      respond: {
        status: 200,
        headers: { 'X-AUSERNAME': 'standin' },
        body: JSON.stringify({
          isLastPage: false,
          nextPageStart: 1,
          values: [{ key: 'b' }],
        }),
      },
    });
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.paths).toEqual([
      '/projects',
      '/application-properties',
      '/projects/b/repos',
      '/projects',
    ]);
  });

  it('goes past an empty page that is not the last', async () => {
    const rig = createRig({
      projects: [{ key: 'A' }],
      repositories: [{ project: 'A', slug: 'one', files: FILE }],
    });
    rig.breakWith(
      {
        match: /A\/repos\?limit/,
        respond: {
          status: 200,
          body: JSON.stringify({
            isLastPage: false,
            nextPageStart: 25,
            values: [],
          }),
        },
      },
      {
        match: /A\/repos\?start=25/,
        respond: {
          status: 200,
          body: JSON.stringify({
            isLastPage: true,
            values: [{ slug: 'one', project: { key: 'A' } }],
          }),
        },
      },
    );
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.catalog.targets).toHaveLength(1);
  });

  it('leaves out a known repository that a filter excludes, whatever the server says', async () => {
    const standIn = {
      projects: [{ key: 'A' }, { key: 'B' }],
      repositories: [
        { project: 'A', slug: 'one', files: FILE },
        { project: 'B', slug: 'one', files: FILE },
      ],
    };
    const before = createRig(standIn);
    await before.sweep();

    const rig = createRig(standIn, { filters: { repoSlug: 'two' } });
    before.catalog.entities.forEach(entity =>
      rig.catalog.put(entity, {
        providerName: 'bitbucketServer-provider:main',
        locationKey: 'bitbucketServer-provider:main',
      }),
    );
    rig.standIn.repository('A', { slug: 'one' }).hidden = true;
    rig.breakWith({ match: /B\/repos/, respond: { status: 403 } });
    expect(await rig.sweep()).toMatchObject({ name: 'IncompleteSweepError' });
    expect(rig.catalog.targets).toEqual([]);
    expect(rig.paths).not.toContain('/projects/A/repos/one');
  });

  it('goes into several projects and repositories at once, within the budget of the host', async () => {
    const projects = ['A', 'B', 'C', 'D', 'E', 'F'].map(key => ({ key }));
    const rig = createRig({
      projects,
      repositories: projects.flatMap(({ key }) =>
        ['1', '2', '3'].map(slug => ({ project: key, slug, files: FILE })),
      ),
    });
    rig.faults.set({ latencyMs: 100 });
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.maxInFlight).toBe(8);
    expect(rig.catalog.targets).toHaveLength(18);
  });
});
