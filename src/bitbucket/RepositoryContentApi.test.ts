import { toArray } from '../../dev/rig/toArray';
import { useApiRig } from '../../dev/rig/useApiRig';

const { start, paths, standIn } = useApiRig();
const repository = { projectKey: 'KEY', repoSlug: 'repo' };
const startWith = (files: Record<string, string>) =>
  start({ repositories: [{ project: 'KEY', slug: 'repo', files }] });

describe('RepositoryContentApi', () => {
  it('reads the files of a directory over pages, and the branch that was read', async () => {
    const api = startWith({
      'top.yaml': '',
      'a b/#1.yaml': '',
      'a b/100%.yaml': '',
      'a b/deep/er/x.yaml': '',
      'a b/z.yaml': '',
    });
    const pages = await toArray(
      api.content.readDirectory(repository, { path: 'a b', context: {} }),
    );
    const names = pages.flatMap(({ files }) => files.map(({ name }) => name));
    expect(names.sort()).toEqual(['#1.yaml', '100%.yaml', 'z.yaml']);
    expect(pages[0]?.revision).toBe('refs/heads/main');
    expect(paths()).toEqual([
      '/projects/KEY/repos/repo/browse/a%20b?limit=1000',
      '/projects/KEY/repos/repo/browse/a%20b?start=2&limit=1000',
    ]);
  });

  it('reads the root of another branch', async () => {
    const api = start({
      repositories: [{ project: 'KEY', slug: 'repo', files: { 'x.yaml': '' } }],
    });
    standIn().writeFile('KEY', {
      slug: 'repo',
      path: 'y.yaml',
      branch: 'feature/x',
      content: '',
    });
    const pages = await toArray(
      api.content.readDirectory(repository, {
        path: '',
        at: 'feature/x',
        context: {},
      }),
    );
    expect(pages.flatMap(({ files }) => files)).toContainEqual(
      expect.objectContaining({ name: 'y.yaml' }),
    );
    expect(paths()[0]).toBe(
      '/projects/KEY/repos/repo/browse?at=feature%2Fx&limit=1000',
    );
  });

  it('tells what a file holds by the id that git has for it', async () => {
    const api = start({
      repositories: [
        { project: 'KEY', slug: 'repo', files: { 'x.yaml': 'hello\n' } },
      ],
    });
    const [page] = await toArray(
      api.content.readDirectory(repository, { path: '', context: {} }),
    );
    // As `git hash-object` has it.
    const contentId = 'ce013625030ba8dba906f756967f9e9ca394464a';
    expect(page?.files).toEqual([{ name: 'x.yaml', contentId }]);
  });

  it.each([
    ['browse', { children: { values: [{ path: null, type: 'FILE' }], isLastPage: true } }],
    ['files', { values: [null], isLastPage: true }],
  ])('throws behind a list of %s of which a row cannot be read', async (endpoint, value) => {
    const body = JSON.stringify(value);
    const api = start({
      rules: [{ match: endpoint, respond: { status: 200, body } }],
    });
    const options = { path: '', context: {} };
    const read =
      endpoint === 'browse'
        ? toArray(api.content.readDirectory(repository, options))
        : toArray(api.content.readFiles(repository, options));
    await expect(read).rejects.toThrow('was answered with a row of another shape');
  });

  it.each([
    [{ id: 'refs/heads/a/b' }, 'a/b'],
    [{ id: 'refs/heads/a', displayId: null }, 'a'],
    [{ id: 7, displayId: 'a' }, 'a'],
  ])('reads the default branch from %j', async (value, branch) => {
    const body = JSON.stringify(value);
    const api = start({ rules: [{ match: '', respond: { status: 200, body } }] });
    expect(await api.content.getDefaultBranch(repository, {})).toBe(branch);
  });

  it('reads nothing where the directory is a file', async () => {
    const api = start({
      repositories: [{ project: 'KEY', slug: 'repo', files: { 'x.yaml': 'a' } }],
    });
    const pages = api.content.readDirectory(repository, {
      path: 'x.yaml',
      context: {},
    });
    expect(await toArray(pages)).toEqual([]);
  });

  it.each(['..', 'a/../b', './a'])(
    'refuses the directory %p without a request',
    async directory => {
      const api = start();
      const pages = api.content.readDirectory(repository, {
        path: directory,
        context: {},
      });
      await expect(toArray(pages)).rejects.toThrow('is no segment');
      expect(paths()).toEqual([]);
    },
  );

  it('lists the paths of all files below a directory over pages, from there on', async () => {
    const api = startWith({
      'top.yaml': '',
      'a b/x.yaml': '',
      'a b/c/#1.yaml': '',
      'a b/c/d/y.yaml': '',
    });
    const pages = await toArray(
      api.content.readFiles(repository, {
        path: 'a b',
        at: 'refs/heads/main',
        context: {},
      }),
    );
    expect(pages.flat().sort()).toEqual(['c/#1.yaml', 'c/d/y.yaml', 'x.yaml']);
    const files =
      '/projects/KEY/repos/repo/files/a%20b?at=refs%2Fheads%2Fmain';
    expect(paths()).toEqual([
      `${files}&limit=10000`,
      `${files}&start=2&limit=10000`,
    ]);
  });

  it('gives the default branch by its short name', async () => {
    const api = start({
      repositories: [
        {
          project: 'KEY',
          slug: 'repo',
          defaultBranch: 'release/1',
          files: { x: '' },
        },
      ],
    });
    expect(await api.content.getDefaultBranch(repository, {})).toBe('release/1');
    expect(paths()).toEqual(['/projects/KEY/repos/repo/default-branch']);
  });

  it('asks for branches/default where an old server does not know default-branch', async () => {
    const api = start({
      rules: [{ match: 'default-branch', respond: { status: 404 } }],
      repositories: [{ project: 'KEY', slug: 'repo', files: { x: '' } }],
    });
    expect(await api.content.getDefaultBranch(repository, {})).toBe('main');
    expect(paths()).toEqual([
      '/projects/KEY/repos/repo/default-branch',
      '/projects/KEY/repos/repo/branches/default',
    ]);
  });

  it.each([
    ['not-found' as const, { exceptionName: 'NoDefaultBranchException' }],
    ['no-content' as const, { status: 204 }],
  ])(
    'takes %s for the answer of an empty repository and asks no further',
    async (emptyDefaultBranch, expected) => {
      const api = start({
        emptyDefaultBranch,
        repositories: [{ project: 'KEY', slug: 'repo' }],
      });
      await expect(
        api.content.getDefaultBranch(repository, {}),
      ).rejects.toMatchObject(expected);
      expect(paths()).toHaveLength(1);
    },
  );

  it('gives a raw file whatever its status', async () => {
    const api = start({
      repositories: [
        { project: 'KEY', slug: 'repo', files: { 'a/b c.yaml': 'kind: x' } },
      ],
    });
    const found = await api.content.getRawFile(repository, {
      path: '/a/b c.yaml',
    });
    expect(found.response.body.toString()).toBe('kind: x');
    const missing = await api.content.getRawFile(repository, {
      path: 'no.yaml',
      at: 'refs/heads/main',
    });
    expect(missing.response.status).toBe(404);
    expect(paths()[1]).toBe(
      '/projects/KEY/repos/repo/raw/no.yaml?at=refs%2Fheads%2Fmain',
    );
  });
});
