import { JsonObject } from '@backstage/types';
import { ProviderRig } from '../../dev/rig/ProviderRig';
import { useMswServer } from '../../dev/rig/useMswServer';

const server = useMswServer();
const FILE = { 'catalog-info.yaml': '' };

function createRig(
  filters: JsonObject = {},
  { includePersonalRepos = true }: { includePersonalRepos?: boolean } = {},
): ProviderRig {
  return new ProviderRig({
    server,
    integration: { retry: { maxRetries: 0 } },
    standIn: {
      projects: [{ key: 'A' }, { key: '~noor' }, { key: '~eli' }],
      repositories: [
        { project: 'A', slug: 'one', files: FILE },
        { project: '~noor', slug: 'notes', files: FILE },
        { project: '~noor', slug: 'old', files: FILE, archived: true },
        { project: '~noor', slug: 'nothing' },
        { project: '~eli', slug: 'tools', files: FILE },
      ],
    },
    providers: { main: { includePersonalRepos, filters } },
  });
}

function toNames(rig: ProviderRig): string[] {
  return rig.catalog.targets.map(target =>
    target.replace(/.*\/(\w+\/\w+)\/repos\/(\w+)\/.*/, '$1/$2'),
  );
}

const ALL = [
  'projects/A/one',
  'users/eli/tools',
  'users/noor/notes',
  'users/noor/old',
];

describe('sweepPersonalProjects', () => {
  it('finds the repositories of personal projects, archived ones too, and asks for no project of theirs', async () => {
    const rig = createRig();
    expect(await rig.sweep()).toBeUndefined();
    expect(toNames(rig)).toEqual(ALL);
    expect(rig.urls.filter(url => !url.includes('browse'))).toEqual([
      '/projects?limit=1000',
      '/application-properties',
      '/projects/A/repos?limit=1000',
      '/repos?archived=ALL&limit=1000',
      '/repos?archived=ALL&start=2&limit=1000',
      '/repos?archived=ALL&start=4&limit=1000',
    ]);
    expect(rig.log.at('info').at(-1)).toContain(
      'main: 5 repositories in 3 projects, 1 empty repository left out, 4 catalog files',
    );
    expect(rig.standIn.unknownRequests).toEqual([]);
  });

  it('leaves personal projects out by default, known ones too', async () => {
    const rig = createRig();
    await rig.sweep();
    const without = createRig({}, { includePersonalRepos: false });
    rig.catalog.entities.forEach(entity =>
      without.catalog.put(entity, {
        providerName: 'bitbucketServer-provider:main',
      }),
    );
    without.forget();
    expect(await without.sweep()).toBeUndefined();
    expect(toNames(without)).toEqual(['projects/A/one']);
    expect(without.paths).toEqual([
      '/projects',
      '/application-properties',
      '/projects/A/repos',
      '/projects/A/repos/one/browse',
    ]);
  });

  it('goes by the filters of other repositories', async () => {
    const rig = createRig({
      exclude: { projectKey: '^~eli$' },
      skipArchivedRepos: true,
    });
    expect(await rig.sweep()).toBeUndefined();
    expect(toNames(rig)).toEqual(['projects/A/one', 'users/noor/notes']);
    expect(rig.paths.join()).not.toContain('tools');
    expect(rig.log.at('info').at(-1)).toContain(
      'in 3 projects, 1 project left out by filters.exclude.projectKey',
    );
  });

  it('removes what is really gone, and asks for it before', async () => {
    const rig = createRig();
    await rig.sweep();
    rig.standIn.removeRepository('~noor', { slug: 'old' });
    rig.standIn.removeProject('~eli');
    rig.forget();
    expect(await rig.sweepInNewProcess()).toBeUndefined();
    expect(toNames(rig)).toEqual(['projects/A/one', 'users/noor/notes']);
    expect(rig.paths).toContain('/projects/~noor/repos/old');
    expect(rig.paths).toContain('/projects/~eli/repos/tools');
  });

  it.each([500, 404])(
    'keeps what is known when the list of all repositories is answered %s',
    async status => {
      const rig = createRig();
      await rig.sweep();
      rig.standIn.removeRepository('~noor', { slug: 'old' });
      rig.breakWith({ match: '/repos\\?archived', respond: { status } });
      expect(await rig.sweepInNewProcess()).toMatchObject({
        name: 'IncompleteSweepError',
      });
      expect(toNames(rig)).toEqual(ALL);
    },
  );

  it('keeps what is known of a project whose key is in other letters than its address, when the list fails', async () => {
    const rig = new ProviderRig({
      server,
      integration: { retry: { maxRetries: 0 } },
      standIn: {
        projects: [{ key: 'A' }, { key: '~ENG' }],
        repositories: [
          { project: 'A', slug: 'one', files: FILE },
          { project: '~ENG', slug: 'go', files: FILE },
        ],
      },
      providers: {
        main: {
          includePersonalRepos: true,
          filters: { projectKey: ['^A$', '^~ENG$'] },
        },
      },
    });
    expect(await rig.sweep()).toBeUndefined();
    const before = toNames(rig);
    expect(before).toHaveLength(2);
    rig.breakWith({ match: '/repos\\?archived', respond: { status: 500 } });
    expect(await rig.sweepInNewProcess()).toMatchObject({
      name: 'IncompleteSweepError',
    });
    expect(toNames(rig)).toEqual(before);
  });

  it('asks whether the credentials are accepted where the list is answered to nobody', async () => {
    const rig = createRig();
    await rig.sweep();
    rig.breakWith(
      {
        match: '/repos\\?archived',
        respond: {
          status: 200,
          body: JSON.stringify({ isLastPage: true, values: [] }),
        },
      },
      { match: 'recent/repos', respond: { status: 401 } },
    );
    rig.forget();
    expect(await rig.sweepInNewProcess()).toMatchObject({
      name: 'BadCredentialsError',
      message: expect.stringContaining('does not accept the token'),
    });
    expect(toNames(rig)).toEqual(ALL);
  });

  it('finds what a list has shown before it broke off', async () => {
    const rig = createRig();
    rig.breakWith({
      match: '/repos\\?archived=ALL&start=4',
      respond: { status: 500 },
    });
    expect(await rig.sweep()).toMatchObject({ name: 'IncompleteSweepError' });
    expect(toNames(rig)).toContain('users/noor/notes');
  });

  it('keeps a repository that the list does not show and that is there', async () => {
    const rig = createRig();
    await rig.sweep();
    rig.breakWith({
      match: '/repos\\?archived',
      respond: {
        status: 200,
        headers: { 'X-AUSERNAME': 'standin' },
        body: JSON.stringify({ isLastPage: true, values: [] }),
      },
    });
    expect(await rig.sweepInNewProcess()).toBeUndefined();
    expect(toNames(rig)).toEqual(ALL);
  });
});
