import { toArray } from '../../dev/rig/toArray';
import { useApiRig } from '../../dev/rig/useApiRig';
import { BitbucketServerApi } from './BitbucketServerApi';
import { testBaseUrl as baseUrl } from './testing/createTestApi';

const { start, paths, standIn } = useApiRig();
const repository = { projectKey: 'KEY', repoSlug: 'repo' };

const readAll = async (api: BitbucketServerApi, projectKey: string) =>
  (await toArray(api.readRepositories(projectKey, {}))).flat();

describe('BitbucketServerApi', () => {
  it('reads all projects over pages and gaps, and whom the server takes it for', async () => {
    const api = start({
      projects: [
        { key: 'A' },
        { key: 'B' },
        { key: 'H1', hidden: true },
        { key: 'H2', hidden: true },
        { key: 'H3', hidden: true },
        { key: 'Z' },
        { key: '~jane' },
      ],
    });
    const pages = await toArray(api.readProjects({}));
    expect(
      pages.flatMap(({ projects }) => projects.map(p => p.projectKey)),
    ).toEqual(['A', 'B', 'Z']);
    expect(pages[0]?.userName).toBe('standin');
    expect(paths()).toEqual(['/projects?limit=1000', '/projects?start=5&limit=1000']);
  });

  it('knows no user name where it is taken for nobody', async () => {
    const api = start({
      anonymous: 'empty',
      clientCredentials: { type: 'none' },
    });
    expect(await toArray(api.readProjects({}))).toEqual([
      { projects: [], userName: undefined },
    ]);
  });

  it('asks what the server is, and whom it takes the caller for', async () => {
    const api = start({ version: '8.19.1' });
    expect(await api.getServer({})).toEqual({
      version: '8.19.1',
      displayName: 'Bitbucket',
      userName: 'standin',
    });
    expect(paths()).toEqual(['/application-properties']);
  });

  it('lets no answer about the server make two lines of one', async () => {
    const body = { version: `8.1\n${'9'.repeat(500)}`, displayName: 'A\u2028B' };
    const api = start({
      rules: [
        {
          match: 'application-properties',
          respond: { status: 200, body: JSON.stringify(body) },
        },
      ],
    });
    const { version, displayName } = await api.getServer({});
    expect(version).toBe(`8.1 ${'9'.repeat(96)}`);
    expect(displayName).toBe('A B');
  });

  it('gives a project under the key that the server writes', async () => {
    const api = start({ projects: [{ key: 'KEY' }] });
    expect(await api.getProject('key', {})).toMatchObject({ projectKey: 'KEY' });
  });

  it('reads all repositories of a project, archived ones too', async () => {
    const api = start({
      repositories: [
        { project: 'KEY', slug: 'a' },
        { project: 'KEY', slug: 'b', archived: true },
        { project: 'KEY', slug: 'c', state: 'OFFLINE' },
      ],
    });
    const repositories = await readAll(api, 'KEY');
    expect(repositories).toMatchObject([
      { projectKey: 'KEY', repoSlug: 'a', archived: false, state: 'AVAILABLE' },
      { repoSlug: 'b', archived: true },
      { repoSlug: 'c', state: 'OFFLINE' },
    ]);
    expect(repositories[0]?.selfUrl).toBe(
      `${baseUrl}/projects/KEY/repos/a/browse`,
    );
    expect(paths()).toHaveLength(2);
  });

  it.each([null, '7', -1, 1.5, {}])(
    'gives projects and repositories without an id where the server says %p for it',
    async id => {
      const project = { key: 'KEY', id };
      const values = [{ id, key: 'KEY', slug: 'repo', project }];
      const body = JSON.stringify({ values, isLastPage: true });
      const rules = [{ match: '', respond: { status: 200, body } }];
      const api = start({ rules });
      const [page] = await toArray(api.readProjects({}));
      expect(page?.projects).toEqual([{ projectKey: 'KEY', id: undefined }]);
      const [found] = await readAll(api, 'KEY');
      expect(found).toMatchObject({ repoSlug: 'repo', id: undefined });
    },
  );

  it('knows projects and repositories by ids that stay when they are renamed', async () => {
    const api = start({ repositories: [{ project: 'KEY', slug: 'repo' }] });
    const [page] = await toArray(api.readProjects({}));
    const [project] = page?.projects ?? [];
    expect(project?.id).toEqual(expect.any(Number));
    const found = await api.getRepository(repository, {});
    expect(found.id).toEqual(expect.any(Number));
    expect(found.projectId).toBe(project?.id);
  });

  it('reads a personal project by its key', async () => {
    const api = start({
      projects: [{ key: '~Jane' }],
      repositories: [{ project: '~Jane', slug: 'own' }],
    });
    expect(await readAll(api, '~jane')).toMatchObject([
      { projectKey: '~Jane', repoSlug: 'own' },
    ]);
    expect(paths()).toEqual(['/projects/~jane/repos?limit=1000']);
  });

  it('gives one repository, and a 404 with its exception where there is none', async () => {
    const api = start({ repositories: [{ project: 'KEY', slug: 'repo' }] });
    expect(await api.getRepository(repository, {})).toMatchObject(repository);
    await expect(
      api.getRepository({ ...repository, repoSlug: 'none' }, {}),
    ).rejects.toMatchObject({
      status: 404,
      exceptionName: 'NoSuchRepositoryException',
    });
  });

  it('reports each request to whoever it was made for', async () => {
    const api = start({ projects: [{ key: 'A' }, { key: 'B' }, { key: 'C' }] });
    const onRequest = jest.fn();
    await toArray(api.readProjects({ onRequest }));
    expect(onRequest).toHaveBeenCalledTimes(2);
  });

  it('fails, and reads no further, where a page leads nowhere', async () => {
    const body = JSON.stringify({ values: [], isLastPage: false });
    const api = start({ rules: [{ match: '', respond: { status: 200, body } }] });
    await expect(toArray(api.readProjects({}))).rejects.toThrow(
      'gave a page that is not the last and names no next one to go on with',
    );
    expect(paths()).toHaveLength(1);
  });

  it.each(['{"key":".."}', '{"key":""}', '{"key":7}', '{}', 'null', '7'])(
    'leaves out of the project list a row %s, and nothing else',
    async row => {
      const body = `{"values":[${row},{"key":"A","public":null,"name":7}],"isLastPage":true}`;
      const api = start({
        rules: [{ match: '', respond: { status: 200, body } }],
      });
      const [page] = await toArray(api.readProjects({}));
      expect(page?.projects).toMatchObject([{ projectKey: 'A' }]);
    },
  );

  it.each([
    ['state', null, { state: 'AVAILABLE' }],
    ['state', 7, { state: 'AVAILABLE' }],
    ['state', '', { state: 'AVAILABLE' }],
    ['state', 'OUT\nOF\u001b[31mORDER', { state: 'OUT OF [31mORDER' }],
    ['links', null, { selfUrl: undefined }],
    ['links', { self: null }, { selfUrl: undefined }],
    ['links', { self: [null] }, { selfUrl: undefined }],
    ['links', { self: [{ href: 7 }] }, { selfUrl: undefined }],
    ['links', 'none', { selfUrl: undefined }],
    ['archived', null, { archived: false }],
    ['public', null, { isPublic: false }],
    ['origin', null, { isFork: false }],
  ])('reads a repository whose %s is %j', async (field, value, expected) => {
    const row = { slug: 'a', project: { key: 'KEY' }, [field]: value };
    const body = JSON.stringify({ values: [row], isLastPage: true });
    const api = start({ rules: [{ match: '', respond: { status: 200, body } }] });
    expect(await readAll(api, 'KEY')).toMatchObject([
      { repoSlug: 'a', ...expected },
    ]);
  });

  it.each([
    { slug: 7 },
    { project: null },
    { project: { key: null } },
    // A filter may depend on them, and nobody knows what they mean.
    { archived: 'no' },
    { public: 'yes' },
  ])('leaves out of a list a repository with %j, and nothing else', async fields => {
    const row = (slug: string) => ({ slug, project: { key: 'KEY' } });
    const values = [row('a'), { ...row('b'), ...fields }, row('c')];
    const body = JSON.stringify({ values, isLastPage: true });
    const api = start({ rules: [{ match: '', respond: { status: 200, body } }] });
    expect(await readAll(api, 'KEY')).toMatchObject([
      { repoSlug: 'a' },
      { repoSlug: 'c' },
    ]);
  });

  it.each([
    'https://jane:s3cret@git.example.com/projects/KEY/repos/a/browse',
    'https://jane@git.example.com/projects/KEY/repos/a/browse',
  ])('takes a link with user information, %s, for none', async href => {
    const links = { self: [{ href }] };
    const body = JSON.stringify({ slug: 'a', project: { key: 'KEY' }, links });
    const api = start({ rules: [{ match: '', respond: { status: 200, body } }] });
    expect((await api.getRepository(repository, {})).selfUrl).toBeUndefined();
  });

  it('throws behind the labels of a repository of which one cannot be read', async () => {
    const values = [{ name: 'a' }, { name: null }];
    const body = JSON.stringify({ values, isLastPage: true });
    const api = start({ rules: [{ match: '', respond: { status: 200, body } }] });
    await expect(toArray(api.readLabels(repository, {}))).rejects.toThrow(
      'a row of another shape: values.1.name',
    );
  });

  it.each([
    '{"values":[{"key":"A"}]}',
    '{"isLastPage":true}',
    '[]',
  ])('fails for the project list %s', async body => {
    const api = start({ rules: [{ match: '', respond: { status: 200, body } }] });
    await expect(toArray(api.readProjects({}))).rejects.toMatchObject({
      name: 'UnexpectedAnswerError',
    });
  });

  it('knows the hosts of its own links, which may differ from the configured one', async () => {
    const api = start({
      repositories: [{ project: 'KEY', slug: 'a' }],
      contextPath: '/bitbucket',
    });
    expect(api.isOwnHost('GIT.example.com')).toBe(true);
    expect(api.isOwnHost('internal:7990')).toBe(false);
    standIn().moveTo('http://internal:7990/bitbucket');
    await readAll(api, 'KEY');
    expect(api.isOwnHost('internal:7990')).toBe(true);
    expect(api.isOwnHost('git.example.com')).toBe(true);
    expect(api.isOwnHost('other.example.com')).toBe(false);
  });
});
