import { setupServer } from 'msw/node';
import { driveTimers } from '../../dev/rig/driveTimers';
import { expectKnownRequests } from '../../dev/rig/expectKnownRequests';
import { StandInFaults } from '../../dev/standin/faults/StandInFaults';
import { FaultRule } from '../../dev/standin/faults/types';
import { MemoryFileTree } from '../../dev/standin/model/MemoryFileTree';
import { createStandInHandlers } from '../../dev/standin/mswHandler';
import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { BitbucketServerClient } from './BitbucketServerClient';

const baseUrl = 'https://git.example.com/bitbucket';
const apiBaseUrl = `${baseUrl}/rest/api/1.0`;
const server = setupServer();
let standIn: StandInBitbucket;

function start(options: { rules?: FaultRule[] } = {}) {
  standIn = new StandInBitbucket({
    baseUrl,
    strictPageSize: 2,
    credentials: { token: 'T' },
    projects: [{ key: 'A' }, { key: 'B' }, { key: 'KEY' }, { key: '~jane' }],
    repositories: [
      {
        project: 'KEY',
        slug: 'repo',
        archived: true,
        branches: {
          main: new MemoryFileTree({
            'a b/c#.yaml': 'kind: Component',
            'a%20b.yaml': 'named so',
            'x y.yaml': 'with a blank',
            '100%.yaml': 'all of it',
          }),
          'f/a&b': new MemoryFileTree({
            'ci.yml': 'stages: [build]',
            'x y.yaml': 'with a blank, on a branch',
          }),
        },
      },
      { project: 'KEY', slug: 'bare', description: 'empty' },
    ],
  });
  const faults = new StandInFaults(options);
  server.use(...createStandInHandlers(standIn, { faults }));
  return BitbucketServerClient.fromConfig({
    config: { host: 'git.example.com', apiBaseUrl, token: 'T' },
  });
}

const repo = { projectKey: 'KEY', repo: 'repo' };
const paths = () =>
  standIn.requests.map(({ path }) => `https://git.example.com${path}`);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => start());
afterEach(() => {
  expectKnownRequests(server);
  server.resetHandlers();
});
afterAll(() => server.close());

describe('BitbucketServerClient', () => {
  it('lists one page of projects, which leads to the next', async () => {
    const client = start();
    const page = await client.listProjects({});
    expect(page).toMatchObject({
      isLastPage: false,
      nextPageStart: 2,
      values: [{ key: 'A' }, { key: 'B' }],
    });
    const start2 = page.nextPageStart;
    expect(
      await client.listProjects({ listOptions: { start: start2, limit: 5 } }),
    ).toMatchObject({ isLastPage: true, values: [{ key: 'KEY' }] });
    expect(paths()).toEqual([
      `${apiBaseUrl}/projects`,
      `${apiBaseUrl}/projects?start=2&limit=5`,
    ]);
  });

  it('lists repositories with all that the server says of them', async () => {
    const client = start();
    const { values } = await client.listRepositories({
      projectKey: 'KEY',
      listOptions: { limit: 10 },
    });
    expect(values).toMatchObject([
      { slug: 'bare', description: 'empty', archived: false, name: 'bare' },
      {
        slug: 'repo',
        project: { key: 'KEY', type: 'NORMAL' },
        archived: true,
        links: { self: [{ href: `${baseUrl}/projects/KEY/repos/repo/browse` }] },
      },
    ]);
  });

  it('leaves out what a server leaves out of a repository', async () => {
    const body = '{"slug":"r","project":{"key":"K"},"links":null}';
    const client = start({
      rules: [{ match: '', respond: { status: 200, body } }],
    });
    expect(await client.getRepository(repo)).toEqual({
      slug: 'r',
      project: { key: 'K' },
      links: null,
    });
  });

  it('gives one repository', async () => {
    const repository = await start().getRepository(repo);
    expect(repository).toMatchObject({ slug: 'repo', archived: true });
  });

  it('gives a file as a Response, its path encoded', async () => {
    const response = await start().getFile({ ...repo, path: '/a b/c#.yaml' });
    expect(response).toBeInstanceOf(Response);
    expect(response.ok).toBe(true);
    expect(await response.text()).toBe('kind: Component');
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(paths()).toEqual([
      `${apiBaseUrl}/projects/KEY/repos/repo/raw/a%20b/c%23.yaml`,
    ]);
  });

  it.each(['f/a&b', 'refs/heads/f/a&b'])(
    'gives a file of the branch %s where at names it',
    async at => {
      const client = start();
      const response = await client.getFile({ ...repo, path: 'ci.yml', at });
      expect(await response.text()).toBe('stages: [build]');
      const missing = await client.getFile({ ...repo, path: 'ci.yml' });
      expect(missing.status).toBe(404);
    },
  );

  const file = 'https://git.example.com/bitbucket/projects/KEY/repos/repo/browse';
  const at = '?at=refs%2Fheads%2Ff%2Fa%26b';

  it.each([
    ['/a%20b.yaml', 'named so', 1],
    ['/100%.yaml', 'all of it', 1],
    ['/100%25.yaml', 'all of it', 2],
    ['/x%20y.yaml', 'with a blank', 2],
    ['/a%20b/c%23.yaml', 'kind: Component', 2],
    [`${file}/x%20y.yaml`, 'with a blank', 1],
    ['/ci.yml?at=f%2Fa%26b', 'stages: [build]', 1],
    ['/ci.yml?at=f/a%26b#3', 'stages: [build]', 1],
    [`/ci.yml${at}`, 'stages: [build]', 1],
    [`/x%20y.yaml${at}`, 'with a blank, on a branch', 1],
    [`${file}/x%20y.yaml${at}`, 'with a blank, on a branch', 1],
    ['/x y.yaml?at=', 'with a blank', 1],
    ['/a%20b.yaml?at=main', 'named so', 2],
  ])(
    'gives for the path %s the file with %p, in %d requests',
    async (path, content, requests) => {
      const response = await start().getFile({ ...repo, path });
      expect(await response.text()).toBe(content);
      expect(paths()).toHaveLength(requests);
    },
  );

  it.each(['/a%20b.yaml', 'f%2F..%2Fg', '/ci.yml?at=f%2Fa%26b'])(
    'gives the 404 of a file that is not there, asked for by %s at another ref',
    async path => {
      const client = start();
      const response = await client.getFile({ ...repo, path, at: 'f/a&b' });
      expect(response.status).toBe(404);
    },
  );

  it('gives a Response with address, status text and headers', async () => {
    const headers = { 'content-type': 'text/x-yaml', etag: '"e1"' };
    const client = start({
      rules: [{ match: 'raw', respond: { status: 200, headers, body: 'a' } }],
    });
    const response = await client.getFile({ ...repo, path: 'x.yaml' });
    expect(response.url).toBe(
      `${apiBaseUrl}/projects/KEY/repos/repo/raw/x.yaml`,
    );
    expect(Object.fromEntries(response.headers)).toMatchObject(headers);
  });

  it.each([404, 401, 400, 204, 205])(
    'gives a Response with status %p where the server does',
    async status => {
      const client = start({
        rules: [{ match: 'raw', respond: { status, body: '' } }],
      });
      const response = await client.getFile({ ...repo, path: 'x.yaml' });
      expect(response.status).toBe(status);
      expect(response.ok).toBe(status < 300);
    },
  );

  it('gives the 404 of a missing file with the words of the server', async () => {
    const response = await start().getFile({ ...repo, path: 'no.yaml' });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      errors: [{ exceptionName: expect.stringContaining('NoSuchPath') }],
    });
  });

  it('gives the default branch', async () => {
    expect(await start().getDefaultBranch(repo)).toMatchObject({
      id: 'refs/heads/main',
      displayId: 'main',
      type: 'BRANCH',
    });
  });

  it('gives the default branch of an old server too', async () => {
    const client = start({
      rules: [{ match: 'default-branch', respond: { status: 404 } }],
    });
    expect(await client.getDefaultBranch(repo)).toMatchObject({
      displayId: 'main',
      isDefault: true,
    });
  });

  it('throws a NotFoundError for a repository that is not there', async () => {
    const client = start();
    const missing = { projectKey: 'KEY', repo: 'none' };
    await expect(client.getRepository(missing)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining(
        `Repository 'none' in project 'KEY' does not exist; caused by BitbucketServerResponseError: GET ${apiBaseUrl}/projects/KEY/repos/none answered 404 (NoSuchRepositoryException`,
      ),
    });
    await expect(client.getDefaultBranch(missing)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('asks once where it is told to, and leaves the other client as it is', async () => {
    const client = start({ rules: [{ match: '', respond: 'reset' }] });
    await expect(
      client.withoutRetries().getRepository(repo),
    ).rejects.toThrow(`GET ${apiBaseUrl}/projects/KEY/repos/repo`);
    expect(paths()).toHaveLength(1);

    jest.useFakeTimers();
    await expect(driveTimers(client.getRepository(repo))).rejects.toThrow(
      'KEY/repos/repo',
    );
    jest.useRealTimers();
    expect(paths().length).toBeGreaterThan(2);
  });

  it.each([429, 503])(
    'gives a %d at once where it is told to ask once',
    async status => {
      const headers = { 'retry-after': '30' };
      const client = start({
        rules: [{ match: '', respond: { status, headers } }],
      }).withoutRetries();
      const { status: answered } = await client.getFile({ ...repo, path: 'x' });
      expect(answered).toBe(status);
      expect(paths()).toHaveLength(1);
    },
  );

  it('throws an error with address and status for any other refusal', async () => {
    const client = start({ rules: [{ match: '', respond: { status: 403 } }] });
    await expect(client.getRepository(repo)).rejects.toThrow(
      `GET ${apiBaseUrl}/projects/KEY/repos/repo answered 403`,
    );
    await expect(client.listProjects({})).rejects.toThrow('answered 403');
  });

  it('gives of a body no more than its beginning, and no credential', async () => {
    const token = 'token-71fc';
    const body = `${token} is not known. ${'x'.repeat(100_000)}`;
    start({ rules: [{ match: '', respond: { status: 401, body } }] });
    const client = BitbucketServerClient.fromConfig({
      config: { host: 'git.example.com', apiBaseUrl, token },
    });
    const error = await client.getRepository(repo).catch(thrown => thrown);
    const kept = JSON.stringify([error.body, error.message, error.cause]);
    expect(kept).toContain('*** is not known. xxx');
    expect(kept).not.toContain(token);
    expect(kept.length).toBeLessThan(20_000);
  });

  it.each([
    [repo, '/catalog-info.yaml', '/projects/KEY/repos/repo/browse'],
    [repo, 'catalog-info.yaml', '/projects/KEY/repos/repo/browse'],
    [
      { projectKey: '~jane', repo: 'own' },
      '/catalog-info.yaml',
      '/users/jane/repos/own/browse',
    ],
    [
      { projectKey: '~jane', repo: 'own' },
      '/browse/catalog-info.yaml',
      '/users/jane/repos/own/browse',
    ],
    [repo, '/browse/catalog-info.yaml', '/projects/KEY/repos/repo/browse'],
    [repo, '/browse/browse/catalog-info.yaml', '/projects/KEY/repos/repo/browse/browse'],
    [repo, 'browse/catalog-info.yaml', '/projects/KEY/repos/repo/browse/browse'],
    [repo, '/browser/catalog-info.yaml', '/projects/KEY/repos/repo/browse/browser'],
  ])(
    'resolves in %p the path %p, the context path kept',
    (name, path, expected) => {
      const client = start();
      expect(client.resolvePath({ ...name, path })).toEqual({
        path: `${baseUrl}${expected}/catalog-info.yaml`,
      });
      expect(paths()).toEqual([]);
    },
  );
});
