import { JsonObject } from '@backstage/types';
import type { RepositorySeed } from '../../dev/standin/model/createRepository';
import { MemoryFileTree } from '../../dev/standin/model/MemoryFileTree';
import type { StandInBitbucketOptions } from '../../dev/standin/StandInBitbucketOptions';
import { ProviderRig } from '../../dev/rig/ProviderRig';
import { useMswServer } from '../../dev/rig/useMswServer';

const server = useMswServer();
const REPOSITORY = '/projects/A/repos/one';
const LISTS = ['/projects?limit=1000', '/projects/A/repos?limit=1000'];
const BROWSE = 'https://git.example.com/projects/A/repos/one/browse';

/** Sweeps a server with one repository, and gives its rig. */
async function sweepOne(
  repository: Partial<RepositorySeed>,
  provider: JsonObject = {},
  standIn: Partial<StandInBitbucketOptions> = {},
): Promise<ProviderRig> {
  const rig = new ProviderRig({
    server,
    standIn: {
      projects: [{ key: 'A' }],
      repositories: [{ project: 'A', slug: 'one', ...repository }],
      ...standIn,
    },
    providers: { main: provider },
  });
  expect(await rig.sweep()).toBeUndefined();
  expect(rig.standIn.unknownRequests).toEqual([]);
  return rig;
}

function toChecks(rig: ProviderRig): string[] {
  const urls = rig.urls.filter(url => url !== '/application-properties');
  expect(urls.slice(0, 2)).toEqual(LISTS);
  return urls.slice(2).map(url => url.replace(REPOSITORY, ''));
}

function toBranches(rig: ProviderRig): (string | undefined)[] {
  return rig.catalog.entities.map(
    ({ metadata }) => metadata.annotations?.['bitbucket.org/default-branch'],
  );
}

describe('discoverCatalogFiles', () => {
  it('learns of file and default branch from one request', async () => {
    const rig = await sweepOne({
      files: { 'catalog-info.yaml': '' },
      defaultBranch: 'feature/main',
    });
    expect(toChecks(rig)).toEqual(['/browse?limit=1000']);
    expect(rig.catalog.targets).toEqual([`${BROWSE}/catalog-info.yaml`]);
    expect(toBranches(rig)).toEqual(['feature/main']);
  });

  it('browses the directory that holds the file, each segment encoded', async () => {
    const rig = await sweepOne(
      { files: { 'a b/c#d/100%?.yaml': '', 'a b/c#d/x.yaml': '' } },
      { catalogPath: '/a b/c#d/100%\\?.yaml' },
    );
    expect(toChecks(rig)).toEqual(['/browse/a%20b/c%23d?limit=1000']);
    expect(rig.catalog.targets).toEqual([
      `${BROWSE}/a%20b/c%23d/100%25%3F.yaml`,
    ]);
  });

  it('asks once more for each further page until it has the file', async () => {
    const rig = await sweepOne({
      files: {
        a: '',
        b: '',
        'catalog-info.yaml': '',
        d: '',
        e: '',
      },
    });
    expect(toChecks(rig)).toEqual([
      '/browse?limit=1000',
      '/browse?start=2&limit=1000',
    ]);
    expect(rig.catalog.targets).toHaveLength(1);
  });

  it('reads the directory to its last page where the file is not there', async () => {
    const rig = await sweepOne({ files: { a: '', b: '', d: '', e: '', f: '' } });
    expect(toChecks(rig)).toHaveLength(3);
    expect(rig.catalog.targets).toEqual([]);
  });

  it.each([
    ['a directory of that name', { 'catalog-info.yaml/x': '' }],
    ['a file of that name further down', { 'sub/catalog-info.yaml': '' }],
    ['a name in other letters', { 'Catalog-Info.yaml': '' }],
  ])('does not take %s for the file', async (_, files) => {
    const rig = await sweepOne({ files });
    expect(rig.catalog.targets).toEqual([]);
  });

  it('finds nothing where the directory is not there, or is a file', async () => {
    const provider = { catalogPath: '/.backstage/catalog-info.yaml' };
    const without = await sweepOne({ files: { a: '' } }, provider);
    expect(toChecks(without)).toEqual(['/browse/.backstage?limit=1000']);
    expect(without.catalog.targets).toEqual([]);
    const file = await sweepOne({ files: { '.backstage': '' } }, provider);
    expect(file.catalog.targets).toEqual([]);
    expect(file.log.at('warn')).toEqual([]);
  });

  it('finds every file of one directory that a glob matches, over all pages', async () => {
    const rig = await sweepOne(
      {
        files: {
          '.backstage/c.yaml': '',
          '.backstage/a.yaml': '',
          '.backstage/b.yml': '',
          '.backstage/notes.md': '',
          '.backstage/sub/d.yaml': '',
        },
      },
      { catalogPath: '/.backstage/*.{yaml,yml}' },
    );
    expect(toChecks(rig)).toEqual([
      '/browse/.backstage?limit=1000',
      '/browse/.backstage?start=2&limit=1000',
      '/browse/.backstage?start=4&limit=1000',
    ]);
    expect(rig.catalog.targets).toEqual([
      `${BROWSE}/.backstage/a.yaml`,
      `${BROWSE}/.backstage/b.yml`,
      `${BROWSE}/.backstage/c.yaml`,
    ]);
  });

  it('asks for the default branch where the server names no revision', async () => {
    const rig = new ProviderRig({
      server,
      standIn: {
        projects: [{ key: 'A' }],
        repositories: [{ project: 'A', slug: 'one', files: { x: '' } }],
      },
    });
    const values = [
      { path: { components: ['catalog-info.yaml'] }, type: 'FILE' },
    ];
    for (const revision of [undefined, null, '0123456789abcdef', 'refs/tags/v1']) {
      rig.breakWith({
        match: 'browse',
        respond: {
          status: 200,
          body: JSON.stringify({
            revision,
            children: { isLastPage: true, values },
          }),
        },
      });
      rig.forget();
      expect(await rig.sweep()).toBeUndefined();
      expect(toChecks(rig)).toEqual(['/browse?limit=1000', '/default-branch']);
      expect(toBranches(rig)).toEqual(['main']);
    }
    expect(rig.standIn.unknownRequests).toEqual([]);
  });

  it('reads the ref of an upstream-style path, and keeps its query in the target', async () => {
    const rig = await sweepOne(
      {
        files: { a: '' },
        branches: {
          main: new MemoryFileTree({ a: '' }),
          'dev/1': new MemoryFileTree({ 'x.yaml': '' }),
        },
      },
      { catalogPath: '/x.yaml?at=refs%2Fheads%2Fdev/1' },
    );
    expect(toChecks(rig)).toEqual([
      '/browse?at=refs%2Fheads%2Fdev%2F1&limit=1000',
      '/default-branch',
    ]);
    expect(rig.catalog.targets).toEqual([
      `${BROWSE}/x.yaml?at=refs%2Fheads%2Fdev/1`,
    ]);
    expect(toBranches(rig)).toEqual(['main']);
  });

  it.each([404, 204])(
    'emits a file on another ref also where the default branch is answered %s',
    async status => {
      const rig = new ProviderRig({
        server,
        standIn: {
          projects: [{ key: 'A' }],
          repositories: [
            {
              project: 'A',
              slug: 'one',
              branches: { next: new MemoryFileTree({ 'x.yaml': '' }) },
            },
          ],
          emptyDefaultBranch: 'not-found',
        },
        providers: { main: { catalogPath: '/x.yaml?at=refs/heads/next' } },
      });
      const exceptionName =
        'com.atlassian.bitbucket.repository.NoDefaultBranchException';
      rig.breakWith({
        match: 'default-branch',
        respond: {
          status,
          ...(status === 404 && {
            body: JSON.stringify({ errors: [{ exceptionName }] }),
          }),
        },
      });
      expect(await rig.sweep()).toBeUndefined();
      expect(rig.catalog.targets).toHaveLength(1);
      expect(toBranches(rig)).toEqual([undefined]);
    },
  );

  it('finds nothing where the ref is not there', async () => {
    const rig = await sweepOne(
      { files: { 'x.yaml': '' } },
      { catalogPath: '/x.yaml?at=refs%2Fheads%2Fdev' },
    );
    expect(toChecks(rig)).toHaveLength(1);
    expect(rig.catalog.targets).toEqual([]);
    expect(rig.log.at('info').join()).toContain(
      '1 repository without the branch',
    );
  });

  it('does not look for the file with validateLocationsExist: false', async () => {
    const rig = await sweepOne(
      { files: { a: '' } },
      { validateLocationsExist: false },
    );
    expect(toChecks(rig)).toEqual(['/default-branch']);
    expect(rig.catalog.targets).toEqual([`${BROWSE}/catalog-info.yaml`]);
    expect(toBranches(rig)).toEqual(['main']);
  });

  it.each(['not-found', 'no-content'] as const)(
    'leaves out an empty repository that is not looked into, answered as %s',
    async emptyDefaultBranch => {
      const rig = await sweepOne(
        {},
        { validateLocationsExist: false },
        { emptyDefaultBranch },
      );
      expect(toChecks(rig)).toEqual(['/default-branch']);
      expect(rig.catalog.targets).toEqual([]);
      expect(rig.log.at('info').join()).toContain(
        '1 empty repository left out',
      );
    },
  );

  it('leaves out an empty repository', async () => {
    const rig = await sweepOne({});
    expect(toChecks(rig)).toHaveLength(1);
    expect(rig.catalog.targets).toEqual([]);
    expect(rig.log.at('info').join()).toContain('1 empty repository left out');
  });

  it.each(['INITIALISING', 'INITIALISATION_FAILED', 'OFFLINE'] as const)(
    'does not ask for a repository that is %s',
    async state => {
      const rig = await sweepOne({ files: { 'catalog-info.yaml': '' }, state });
      expect(toChecks(rig)).toEqual([]);
      expect(rig.log.at('warn')).toEqual([
        `main: a repository could not be checked (A/one): A/one is ${state} on the server and was not asked; what was known of it is kept, and the next run asks again`,
      ]);
    },
  );
});
