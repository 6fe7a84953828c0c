import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import packageInfo from '../../package.json';
import { HostConfig } from '../config';
import { serve } from '../http/testing/serve';
import { settle } from '../http/testing/settle';
import { useFakeTime } from '../http/testing/useFakeTime';
import { createBitbucketServerApi } from './createBitbucketServerApi';

const host = 'git.example.com';
const hostConfig: Omit<HostConfig, 'repositoryHashes'> = {
  host,
  apiBaseUrl: `https://${host}/rest/api/1.0`,
  credentials: { type: 'none' },
  maxConcurrentRequests: 2,
  timeoutMs: 30_000,
  retry: { maxRetries: 4, retryStatusCodes: [429, 500, 502, 503, 504] },
};
const projectUrl = `${hostConfig.apiBaseUrl}/projects/KEY`;

describe('createBitbucketServerApi', () => {
  const server = setupServer();

  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => {
    server.resetHandlers();
    jest.useRealTimers();
  });
  afterAll(() => server.close());

  async function getSentHeaders(credentials: HostConfig['credentials']) {
    const sent: Headers[] = [];
    server.use(
      http.get(projectUrl, ({ request }) => {
        sent.push(request.headers);
        return HttpResponse.json({ key: 'KEY' });
      }),
    );
    const api = createBitbucketServerApi({ ...hostConfig, credentials });
    await api.getProject('KEY', {});
    return Object.fromEntries(sent[0] ?? []);
  }

  it('names the package and its version as the User-Agent', async () => {
    expect(await getSentHeaders({ type: 'none' })).toMatchObject({
      'user-agent': `${packageInfo.name}/${packageInfo.version}`,
      accept: 'application/json',
    });
  });

  it('sends a token as Bearer', async () => {
    expect(
      await getSentHeaders({ type: 'token', token: 'abc' }),
    ).toHaveProperty('authorization', 'Bearer abc');
  });

  it('sends username and password as Basic, in UTF-8', async () => {
    const sent = await getSentHeaders({
      type: 'basic',
      username: 'jürgen',
      password: 'pä:ss',
    });
    expect(sent).toHaveProperty(
      'authorization',
      `Basic ${Buffer.from('jürgen:pä:ss', 'utf8').toString('base64')}`,
    );
  });

  it('sends no authorization without credentials', async () => {
    expect(await getSentHeaders({ type: 'none' })).not.toHaveProperty(
      'authorization',
    );
  });

  it('asks for nothing but application-properties to see whether a host is down', async () => {
    useFakeTime();
    const sent = new Set<string>();
    server.use(
      http.get(`https://${host}/*`, ({ request }) => {
        sent.add(request.url);
        return HttpResponse.error();
      }),
    );
    const api = createBitbucketServerApi(hostConfig);
    const all = Array.from({ length: 30 }, () =>
      settle(api.getProject('KEY', {})),
    );
    await jest.advanceTimersByTimeAsync(60_000);
    expect(all.every(({ error }) => error?.name === 'HostDownError')).toBe(true);
    expect([...sent]).toEqual([
      projectUrl,
      `${hostConfig.apiBaseUrl}/application-properties`,
    ]);
  });

  it('obeys maxApiRequestsPerMinute', async () => {
    useFakeTime();
    let requests = 0;
    server.use(
      http.get(projectUrl, () => {
        requests += 1;
        return HttpResponse.json({ key: 'KEY' });
      }),
    );
    const retry = { ...hostConfig.retry, maxApiRequestsPerMinute: 6 };
    const api = createBitbucketServerApi({ ...hostConfig, retry });
    Array.from({ length: 20 }, () => settle(api.getProject('KEY', {})));
    await jest.advanceTimersByTimeAsync(60_000 - 1);
    expect(requests).toBe(6);
  });
});

describe('createBitbucketServerApi over a socket', () => {
  it('asks for page after page over one connection', async () => {
    const standIn = new StandInBitbucket({
      baseUrl: 'http://127.0.0.1',
      projects: [{ key: 'A' }, { key: 'B' }, { key: 'C' }, { key: 'D' }],
      strictPageSize: 2,
    });
    const served = await serve(({ method = '', url = '' }, response) => {
      const { status, headers, body } = standIn.answer({
        method,
        url: new URL(url, 'http://127.0.0.1'),
        headers: {},
      });
      response.writeHead(status, headers).end(body);
    });
    const api = createBitbucketServerApi({
      ...hostConfig,
      apiBaseUrl: `${served.url}/rest/api/1.0`,
    });
    for (let i = 0; i < 3; i += 1) {
      for await (const page of api.readProjects({})) {
        expect(page.projects).toHaveLength(2);
      }
    }
    await served.close();
    expect(standIn.requests).toHaveLength(6);
    expect(standIn.unknownRequests).toEqual([]);
    expect(served.connections).toBe(1);
  });
});
