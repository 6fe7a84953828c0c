import { NotFoundError, ResponseError } from '@backstage/errors';
import { BitbucketServerClient as UpstreamClient } from '@backstage/plugin-catalog-backend-module-bitbucket-server';
import { setupServer } from 'msw/node';
import { expectKnownRequests } from '../../dev/rig/expectKnownRequests';
import { StandInFaults } from '../../dev/standin/faults/StandInFaults';
import { FaultRule } from '../../dev/standin/faults/types';
import { MemoryFileTree } from '../../dev/standin/model/MemoryFileTree';
import { createStandInHandlers } from '../../dev/standin/mswHandler';
import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { BitbucketServerClient } from './BitbucketServerClient';
import { parseBrowseUrl } from './browseUrl';

const baseUrl = 'https://git.example.com';
const config = {
  host: 'git.example.com',
  apiBaseUrl: `${baseUrl}/rest/api/1.0`,
  token: 'token-5be0',
};
const repo = { projectKey: 'KEY', repo: 'repo' };
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  expectKnownRequests(server);
  server.resetHandlers();
});
afterAll(() => server.close());

type Client = Pick<BitbucketServerClient, keyof UpstreamClient>;

/** Asks the same of the client of either module. */
async function askBoth<T>(
  ask: (client: Client) => T,
  options: { rules?: FaultRule[] } = {},
) {
  const standIn = new StandInBitbucket({
    baseUrl,
    credentials: { token: 'token-5be0' },
    projects: [{ key: 'KEY' }, { key: '~jane' }],
    repositories: [
      {
        project: 'KEY',
        slug: 'repo',
        branches: {
          main: new MemoryFileTree({ 'a b.yaml': 'on main' }),
          dev: new MemoryFileTree({ 'a b.yaml': 'on dev' }),
        },
      },
    ],
  });
  const faults = new StandInFaults(options);
  server.use(...createStandInHandlers(standIn, { faults }));
  return {
    upstream: await ask(UpstreamClient.fromConfig({ config })),
    ours: await ask(
      BitbucketServerClient.fromConfig({ config }).withoutRetries(),
    ),
  };
}

describe('BitbucketServerClient, beside that of the upstream module', () => {
  it.each(['/browse/c.yaml', '/browse/a/b.yaml?at=dev', '/browse'])(
    'resolves the path %s as upstream does',
    async path => {
      const { upstream, ours } = await askBoth(client =>
        client.resolvePath({ ...repo, path }),
      );
      expect(ours).toEqual(upstream);
    },
  );

  it('resolves a path in a personal project to the same file, under the address that people see', async () => {
    const personal = { projectKey: '~jane', repo: 'own' };
    const { upstream, ours } = await askBoth(client =>
      client.resolvePath({ ...personal, path: '/browse/c.yaml' }),
    );
    expect(parseBrowseUrl(ours.path)).toEqual(parseBrowseUrl(upstream.path));
    expect(ours.path).toBe(`${baseUrl}/users/jane/repos/own/browse/c.yaml`);
  });

  it.each([
    ['/a b.yaml', 'on main'],
    ['a%20b.yaml', 'on main'],
    ['/a%20b.yaml', 'on main'],
    ['/a%20b.yaml?at=dev', 'on dev'],
    ['/a%20b.yaml?at=refs%2Fheads%2Fdev', 'on dev'],
  ])('reads for the path %s the file %s as upstream does', async (path, text) => {
    const { upstream, ours } = await askBoth(async client => {
      const response = await client.getFile({ ...repo, path });
      return { text: await response.text(), status: response.status };
    });
    expect(ours).toEqual(upstream);
    expect(ours.text).toBe(text);
  });

  it.each([200, 401, 404])(
    'gives of a file that is answered with %d all that a Response has',
    async status => {
      const headers = { 'content-type': 'text/yaml', etag: '"e1"', 'x-own': '1' };
      const respond = { status, headers, body: 'text' };
      const { upstream, ours } = await askBoth(
        async client => {
          const response = await client.getFile({ ...repo, path: 'c.yaml' });
          return {
            url: response.url,
            ok: response.ok,
            status: response.status,
            statusText: response.statusText,
            headers: Object.fromEntries(response.headers),
            text: await response.text(),
          };
        },
        { rules: [{ match: 'raw', respond }] },
      );
      expect(ours).toEqual(upstream);
      expect(ours.headers).toMatchObject(headers);
    },
  );

  it.each([
    '{"slug":"repo","project":{"key":"KEY"}}',
    '{"slug":"repo","project":{"key":"KEY"},"links":{},"description":null}',
    '{"slug":"repo","project":{"key":"KEY","own":1},"archived":true,"own":[2]}',
  ])('gives the repository %s as the server has sent it', async body => {
    const { upstream, ours } = await askBoth(
      client => client.getRepository(repo),
      { rules: [{ match: 'repo', respond: { status: 200, body } }] },
    );
    expect(ours).toEqual(upstream);
    expect(ours).toEqual(JSON.parse(body));
  });

  it('gives the repositories of a list, and the default branch, as the server has sent them', async () => {
    const { upstream, ours } = await askBoth(async client => ({
      projects: await client.listProjects({}),
      repositories: await client.listRepositories({ projectKey: 'KEY' }),
      branch: await client.getDefaultBranch(repo),
    }));
    expect(ours).toEqual(upstream);
  });

  it.each([
    [400, ''],
    [401, '{"errors":[{"message":"who is it?","exceptionName":"a.B"}]}'],
    [403, 'no JSON'],
    [429, '{}'],
    [500, '<html></html>'],
  ])('rejects with the same ResponseError where %d is answered with %p', async (status, body) => {
    const { upstream, ours } = await askBoth(
      async client => [
        await toFacts(client.getRepository(repo)),
        await toFacts(client.getDefaultBranch(repo)),
      ],
      { rules: [{ match: 'repo', respond: { status, body } }] },
    );
    expect(ours).toEqual(upstream);
    const refused = { statusCode: status };
    expect(ours).toMatchObject([refused, refused]);
  });

  it('rejects with a NotFoundError for a repository that is not there', async () => {
    const { upstream, ours } = await askBoth(client =>
      client.getRepository({ projectKey: 'KEY', repo: 'no' }).catch(toError),
    );
    expect([upstream, ours]).toEqual([
      expect.any(NotFoundError),
      expect.any(NotFoundError),
    ]);
  });

  it('asks once where the connection breaks, if it is told to', async () => {
    const asked: string[] = [];
    server.events.on('request:start', ({ request }) => asked.push(request.url));
    await askBoth(client => client.getRepository(repo).catch(toError), {
      rules: [{ match: '', respond: 'reset' }],
    });
    server.events.removeAllListeners();
    expect(asked).toHaveLength(2);
  });
});

function toError(error: unknown): unknown {
  return error;
}

/** What a parser may look at of an error, its words aside. */
async function toFacts(answer: Promise<unknown>) {
  const error = await answer.catch(toError);
  if (!(error instanceof ResponseError)) {
    throw new Error(`A ResponseError is wanted, not ${error}`);
  }
  const { name, statusCode, statusText, body, cause, response } = error;
  return {
    ...{ name, statusCode, statusText, body, cause },
    url: response.url,
    status: response.status,
    ok: response.ok,
    contentType: response.headers.get('content-type'),
  };
}
