import { inspect } from 'node:util';
import { DefaultBodyType, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { HostCredentials } from '../config';
import { createBitbucketServerApi } from './createBitbucketServerApi';

const host = 'git.example.com';
const apiBaseUrl = `https://${host}/rest/api/1.0`;
const secret = 's3cr3t/+="\\<& ü%';
const basic = Buffer.from(`jane:${secret}`, 'utf8').toString('base64');

const server = setupServer();

type Answer = HttpResponse<DefaultBodyType>;

/** All of an error that may show up in a log: its causes and fields too. */
async function getErrorText(options: {
  credentials: HostCredentials;
  headers?: Record<string, string>;
  answer: () => Answer;
}): Promise<string> {
  server.use(http.get('*', options.answer));
  const api = createBitbucketServerApi({
    host,
    apiBaseUrl,
    credentials: options.credentials,
    headers: options.headers,
    maxConcurrentRequests: 1,
    timeoutMs: 30_000,
    retry: { maxRetries: 0, retryStatusCodes: [] },
  });
  const error = await api.getProject('KEY', {}).catch(caught => caught);
  expect(error).toBeInstanceOf(Error);
  return inspect(error, { depth: 10 });
}

const inHeader = (name: string, given: { status: number; body?: string }) => {
  const { status, body = '' } = given;
  return (text: string) =>
    new HttpResponse(body, {
      status,
      headers: { [name]: encodeURIComponent(text) },
    });
};
const redirectTo = (place: string) => (text: string) =>
  new HttpResponse('', {
    status: 302,
    headers: { location: `${place}?with=${encodeURIComponent(text)}` },
  });

/** Where a server may repeat what it was sent. */
const places: [string, (text: string) => Answer][] = [
  [
    'errors in JSON',
    text =>
      new HttpResponse(
        JSON.stringify({ errors: [{ message: text, exceptionName: text }] }),
        { status: 401 },
      ),
  ],
  ['a redirect to another place', redirectTo('/login')],
  ['a redirect below the API', redirectTo(`${apiBaseUrl}/projects/NEW`)],
  ['X-AREQUESTID', inHeader('x-arequestid', { status: 500 })],
  [
    'the content type of a page',
    inHeader('content-type', { status: 200, body: '<html>' }),
  ],
  ['a body that is no JSON', text => new HttpResponse(text)],
];

/** How it may do so. */
const repetitions: [string, (text: string) => string][] = [
  ['as it is', text => text],
  ['in an address', encodeURIComponent],
  ['in JSON', text => JSON.stringify({ authorization: text })],
];

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe.each(places)('createBitbucketServerApi, answered with %s', (_, toAnswer) => {
  it.each(repetitions)('shows no token in an error that repeats it %s', async (__, to) => {
    const text = await getErrorText({
      credentials: { type: 'token', token: secret },
      answer: () => toAnswer(to(`Bearer ${secret}`)),
    });
    expect(text).toContain(`GET ${apiBaseUrl}/projects/KEY`);
    expect(text).not.toContain('s3cr3t');
  });

  it.each(repetitions)(
    'shows no password and no base64 in an error that repeats them %s',
    async (__, to) => {
      const text = await getErrorText({
        credentials: { type: 'basic', username: 'jane', password: secret },
        answer: () => toAnswer(to(`Basic ${basic}, jane:${secret}`)),
      });
      expect(text).toContain(`GET ${apiBaseUrl}/projects/KEY`);
      expect(text).not.toContain('s3cr3t');
      expect(text).not.toContain(basic.slice(0, 8));
    },
  );

  it.each([
    ['the token', 'Bearer', secret],
    ['the Base64', 'Basic', basic],
    ['name and password', 'Basic', `jane:${secret}`],
    ['the password', 'Basic', secret],
  ])(
    'shows %s of a header with %s credentials in no error that repeats it alone',
    async (__, scheme, repeated) => {
      const value = scheme === 'Basic' ? basic : 's3cr3t/+="<&%';
      const text = await getErrorText({
        credentials: { type: 'none' },
        headers: { authorization: `${scheme} ${value}` },
        answer: () => toAnswer(scheme === 'Basic' ? repeated : value),
      });
      expect(text).toContain(`GET ${apiBaseUrl}/projects/KEY`);
      expect(text).not.toContain('s3cr3t');
      expect(text).not.toContain(basic.slice(0, 8));
    },
  );

  it('shows no base64 in an error that repeats it without its padding', async () => {
    const text = await getErrorText({
      credentials: { type: 'basic', username: 'jane', password: secret },
      answer: () => toAnswer(basic.replace(/=+$/, '')),
    });
    expect(text).not.toContain(basic.slice(0, 8));
  });
});

/** All that a server with a good answer of its own may say, repeating what it was sent. */
describe.each([
  ['as it is', (text: string) => text],
  ['in an address', encodeURIComponent],
  [
    'broken by a line end',
    (text: string) => `${text.slice(0, 4)}\n${text.slice(4)}`,
  ],
  ['in Base64', (text: string) => Buffer.from(text).toString('base64')],
])('createBitbucketServerApi, answered well, with the token %s', (_, to) => {
  const token = 's3cr3tTokenOfABot';
  const repeated = to(token);
  const api = () =>
    createBitbucketServerApi({
      host,
      apiBaseUrl,
      credentials: { type: 'token', token },
      maxConcurrentRequests: 1,
      timeoutMs: 30_000,
      retry: { maxRetries: 0, retryStatusCodes: [] },
    });
  const repository = (fields: object) => ({
    slug: 'one',
    project: { key: 'KEY' },
    ...fields,
  });
  const answerWith = (...values: object[]) =>
    server.use(
      http.get('*', () =>
        HttpResponse.json({
          version: repeated,
          displayName: `x${repeated}`,
          isLastPage: true,
          values,
        }),
      ),
    );

  it('shows it in no name of the server', async () => {
    answerWith();
    const shown = JSON.stringify(await api().getServer({}));
    expect(shown).toContain('***');
    expect(shown).not.toContain(JSON.stringify(repeated).slice(1, -1));
  });

  it('shows it in no state and no link of a repository, and takes no name with it', async () => {
    const links = { self: [{ href: `https://${host}/${repeated}/browse` }] };
    answerWith(
      repository({ state: repeated, links }),
      repository({ slug: repeated }),
      repository({ project: { key: repeated } }),
    );
    const found = [];
    for await (const each of api().readRepositories('KEY', {})) {
      found.push(...each);
    }
    expect(found).toMatchObject([
      {
        repoSlug: 'one',
        state: expect.stringMatching(/^\*\*\*=?$/),
        selfUrl: undefined,
      },
    ]);
  });
});
