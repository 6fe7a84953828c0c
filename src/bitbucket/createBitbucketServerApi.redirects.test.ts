import dns from 'node:dns';
import { IncomingMessage } from 'node:http';
import { HostCredentials } from '../config';
import { nodeFetch } from '../http/nodeFetch';
import { request } from '../http/testing/answers';
import { serve, Served } from '../http/testing/serve';
import { UnexpectedAnswerError } from './answerErrors';
import { BitbucketServerApi } from './BitbucketServerApi';
import { BitbucketServerClient } from './BitbucketServerClient';
import { createBitbucketServerApi } from './createBitbucketServerApi';

const API = '/rest/api/1.0';
const name = { projectKey: 'KEY', repoSlug: 'repo' };
const token = 'NjQ5-s3cret';

/** The server that is asked, and one that nobody may be led to. */
let own: Served;
let other: Served;
/** Where the own server leads; undefined answers. */
let toLocation: (request: IncomingMessage) => string | undefined;
let authorizations: (string | undefined)[];

/** Every name leads to this machine, as in the hands of an attacker. */
function takeOverNames(): void {
  const lookup = (...args: unknown[]) => {
    const callback = args.pop() as (error: null, all: unknown[]) => void;
    callback(null, [{ address: '127.0.0.1', family: 4 }]);
  };
  jest.spyOn(dns, 'lookup').mockImplementation(lookup as never);
}

beforeAll(async () => {
  own = await serve((asked, response) => {
    authorizations.push(asked.headers.authorization);
    const location = toLocation(asked);
    response.writeHead(location ? 302 : 200, location ? { location } : {});
    response.end('{"key":"KEY"}');
  });
  other = await serve((_, response) => {
    response.end('{"key":"KEY"}');
  });
});
beforeEach(() => {
  takeOverNames();
  authorizations = [];
  own.paths.length = 0;
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => Promise.all([own.close(), other.close()]));

function createApi(credentials: HostCredentials = { type: 'token', token }) {
  return createBitbucketServerApi({
    host: new URL(own.url).host,
    apiBaseUrl: `${own.url}${API}`,
    credentials,
    maxConcurrentRequests: 2,
    timeoutMs: 30_000,
    retry: { maxRetries: 0, retryStatusCodes: [] },
  });
}

function createClient(api: BitbucketServerApi): BitbucketServerClient {
  const config = { host: api.host, apiBaseUrl: `${own.url}${API}`, token };
  return new BitbucketServerClient({ config, api, context: {} } as {
    config: typeof config;
  });
}

const at = (url: string) => new URL(url).host;
const portOf = (url: string) => new URL(url).port;

/** Ways to lead from one server to the other, some of them in disguise. */
const LOCATIONS: [string, () => string][] = [
  ['another port', () => `${other.url}${API}/projects/KEY`],
  ['another name', () => `http://evil.example.com:${portOf(other.url)}${API}`],
  ['another scheme', () => `https://${at(own.url)}${API}/projects/KEY`],
  ['an address without a scheme', () => `//${at(other.url)}${API}/projects`],
  ['the own host as a user', () => `http://${at(own.url)}@${at(other.url)}${API}`],
  [
    'the own host as user and password',
    () => `http://${at(own.url)}:${API}@${at(other.url)}${API}`,
  ],
  ['the own host with a user', () => `http://jane:x@${at(own.url)}${API}/projects`],
  [
    'a name that begins with the own host',
    () => `http://127.0.0.1.evil.example:${portOf(other.url)}${API}`,
  ],
  ['a port that begins with the own one', () => `http://${at(own.url)}0${API}`],
  [
    'the own host with more behind its port',
    () => `http://${at(own.url)}.evil.example${API}`,
  ],
  ['backslashes', () => `http:\\\\${at(other.url)}${API.replaceAll('/', '\\')}`],
  ['a slash and a backslash', () => `/\\${at(other.url)}${API}/projects`],
  ['two backslashes', () => `\\\\${at(other.url)}${API}/projects`],
  ['a backslash before an @', () => `http://${at(other.url)}\\@${at(own.url)}${API}`],
  ['upper case', () => `HTTP://LOCALHOST:${portOf(other.url)}${API}/projects`],
  ['blanks and tabs', () => ` ht\ttp://${at(other.url)}${API}/projects `],
  ['one slash in place of two', () => `http:/${at(own.url)}@${at(other.url)}${API}`],
  [
    'an address that is hidden in a number',
    () => `http://2130706433:${portOf(other.url)}${API}`,
  ],
  ['the own address behind a #', () => `${other.url}#${own.url}${API}/projects`],
  ['the own address behind a ?', () => `${other.url}?${own.url}${API}/projects`],
  ['another scheme altogether', () => 'data:application/json,{"key":"KEY"}'],
  ['a file', () => 'file:///etc/passwd'],
];

/** Everything that asks, each in its own way. */
const CALLS: [string, (api: BitbucketServerApi) => Promise<unknown>][] = [
  ['getProject', api => api.getProject('KEY', {})],
  ['readProjects', api => api.readProjects({}).next()],
  ['readAllRepositories', api => api.readAllRepositories({}).next()],
  ['assertCredentials', api => api.assertCredentials({})],
  [
    'content.readDirectory',
    api => api.content.readDirectory(name, { path: 'a', context: {} }).next(),
  ],
  ['content.getRawFile', api => api.content.getRawFile(name, { path: 'a' })],
  ['content.getDefaultBranch', api => api.content.getDefaultBranch(name, {})],
  [
    'BitbucketServerClient.getFile',
    api =>
      createClient(api).getFile({ projectKey: 'KEY', repo: 'repo', path: 'a' }),
  ],
  [
    'BitbucketServerClient.listProjects',
    api => createClient(api).listProjects({}),
  ],
];

async function expectRefusal(asked: Promise<unknown>): Promise<void> {
  const error = await asked.then(
    () => new Error('it was answered'),
    (caught: Error) => caught,
  );
  expect(error).toBeInstanceOf(UnexpectedAnswerError);
  expect(error.message).toContain('which is not followed');
}

/** Not even a connection was made. */
function expectUntouched(): void {
  expect(other.paths).toEqual([]);
  expect(other.connections).toBe(0);
}

describe('createBitbucketServerApi, redirected over real sockets', () => {
  describe.each(LOCATIONS)('to %s', (_, location) => {
    it.each(CALLS)('asks nobody else, in %s', async (__, call) => {
      toLocation = location;
      await expectRefusal(call(createApi()));
      expectUntouched();
      expect(new Set(authorizations)).toEqual(new Set([`Bearer ${token}`]));
    });
  });

  it('asks nobody else where the first step is a good one', async () => {
    toLocation = ({ url }) =>
      url?.endsWith('/NEW') ? `${other.url}${API}/x` : `${API}/projects/NEW`;
    await expectRefusal(createApi().getProject('KEY', {}));
    expect(own.paths.at(-1)).toBe(`${API}/projects/NEW`);
    expectUntouched();
  });

  it('asks nobody else with a password either', async () => {
    toLocation = () => `${other.url}${API}/projects/KEY`;
    const credentials = { username: 'jane', password: token };
    await expectRefusal(
      createApi({ type: 'basic', ...credentials }).getProject('KEY', {}),
    );
    expectUntouched();
  });

  it('follows a step below its own API, with the credentials', async () => {
    toLocation = ({ url }) =>
      url?.endsWith('/NEW') ? undefined : `${own.url}${API}/projects/NEW`;
    await createApi().getProject('KEY', {});
    expect(authorizations).toEqual([`Bearer ${token}`, `Bearer ${token}`]);
  });

  it('is led to names that lead to this machine', async () => {
    toLocation = () => undefined;
    const url = `http://evil.example.com:${portOf(own.url)}/here`;
    await nodeFetch(request({ url }));
    expect(own.paths).toEqual(['/here']);
  });
});
