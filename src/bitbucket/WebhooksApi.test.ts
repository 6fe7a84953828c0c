import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { HostConfig } from '../config';
import { createHostBudget } from './createRestClient';
import { createWebhooksApi } from './WebhooksApi';

const apiBaseUrl = 'https://git.example.com/rest/api/1.0';
const path = `${apiBaseUrl}/projects/ORG/webhooks`;
const token = 'admin-token-3f';
const secret = 'webhook-secret-5a';
const scope = { projectKey: 'ORG' };
const context = {};

const hostConfig: HostConfig = {
  host: 'git.example.com',
  apiBaseUrl,
  credentials: { type: 'token', token: 'reader-token-77' },
  maxConcurrentRequests: 2,
  timeoutMs: 30_000,
  retry: { maxRetries: 3, retryStatusCodes: [] },
  repositoryHashes: 'off',
};

const webhook = {
  name: 'Backstage',
  url: 'https://backstage.example.com/hook',
  events: ['repo:refs_changed'],
  active: true,
  sslVerificationRequired: true,
  configuration: { secret },
};

describe('WebhooksApi', () => {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  const api = createWebhooksApi(hostConfig, {
    token,
    budget: createHostBudget(hostConfig),
    webhookSecrets: [secret],
  });
  const readAll = async () => {
    const all = [];
    for await (const each of api.readWebhooks(scope, context)) {
      all.push(each);
    }
    return all;
  };
  const answerList = (...values: unknown[]) =>
    server.use(
      http.get(path, () => HttpResponse.json({ values, isLastPage: true })),
    );

  it('signs in with the token of the administrator alone', async () => {
    const seen: unknown[] = [];
    server.use(
      http.get(path, ({ request }) => {
        seen.push(request.headers.get('authorization'));
        return HttpResponse.json({ values: [], isLastPage: true });
      }),
    );
    await readAll();
    expect(seen).toEqual([`Bearer ${token}`]);
  });

  it('reads a webhook of which little is told', async () => {
    answerList({ id: 1, url: 'https://x' });
    expect(await readAll()).toEqual([
      {
        id: 1,
        url: 'https://x',
        name: '',
        events: [],
        active: true,
        configuration: {},
        hasCredentials: false,
      },
    ]);
  });

  it('tells that a webhook signs in where it is sent to', async () => {
    answerList({ id: 1, url: 'https://x', credentials: { username: 'jo' } });
    expect(await readAll()).toMatchObject([{ hasCredentials: true }]);
  });

  it('throws behind those that it can read where it cannot read one, which may be ours', async () => {
    answerList({ id: 1, url: 'https://x' }, { id: 2 });
    await expect(readAll()).rejects.toThrow('a row of another shape');
  });

  it.each([200, 201])('takes %s for made', async status => {
    let sent: unknown;
    server.use(
      http.post(path, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ id: 7, ...webhook }, { status });
      }),
    );
    const made = await api.create(scope, { webhook, context });
    expect(made).toMatchObject({ id: 7 });
    expect(sent).toEqual(webhook);
  });

  it('sends what changes something once, whatever becomes of it', async () => {
    let count = 0;
    const fail = () => {
      count += 1;
      return HttpResponse.error();
    };
    server.use(http.post(path, fail), http.put(`${path}/7`, fail));
    await expect(api.create(scope, { webhook, context })).rejects.toThrow('POST');
    await expect(
      api.update(scope, { id: 7, webhook, context }),
    ).rejects.toThrow('PUT');
    expect(count).toBe(2);
  });

  it('removes one of a repository', async () => {
    const one = `${apiBaseUrl}/projects/ORG/repos/api/webhooks/7`;
    server.use(http.delete(one, () => new HttpResponse(null, { status: 204 })));
    const repository = { projectKey: 'ORG', repoSlug: 'api' };
    await expect(
      api.remove(repository, { id: 7, context }),
    ).resolves.toBeUndefined();
  });

  it('blots out token and secret in what the server says', async () => {
    const message = `no ${secret}, no ${token}`;
    server.use(
      http.post(path, () =>
        HttpResponse.json({ errors: [{ message }] }, { status: 400 }),
      ),
    );
    const failure = api.create(scope, { webhook, context });
    await expect(failure).rejects.toThrow('"no ***, no ***"');
    await expect(failure).rejects.toMatchObject({ kind: 'badRequest' });
  });

  describe('getStatistics', () => {
    const answer = (body: object | null) =>
      server.use(
        http.get(`${path}/7/statistics`, () =>
          body === null
            ? new HttpResponse(null, { status: 204 })
            : HttpResponse.json(body),
        ),
      );
    const read = () => api.getStatistics(scope, { id: 7, context });
    const counts = { successes: 5, failures: 2, errors: 1 };

    it('adds up what failed, and gives the last of each', async () => {
      answer({
        counts: { ...counts, window: { start: 1, duration: 86_400_000 } },
        lastSuccess: { finish: 10, result: { description: '202' } },
        lastFailure: { finish: 20, result: { description: '403' } },
        lastError: { finish: 30, result: { description: 'refused' } },
      });
      expect(await read()).toEqual({
        successes: 5,
        failures: 3,
        windowMs: 86_400_000,
        lastSuccess: { at: 10, result: '202' },
        lastFailure: { at: 30, result: 'refused' },
      });
    });

    it('reads dates that are written out, and does without the rest', async () => {
      const finish = '2026-01-02T03:04:05.000Z';
      answer({ counts, lastFailure: { finish }, lastError: null });
      expect(await read()).toMatchObject({
        lastFailure: { at: Date.parse(finish) },
      });
    });

    it.each(['soon', '+275760-09-13T00:00:00.001Z', 1e17, null])(
      'takes %p for no time',
      async finish => {
        answer({ counts, lastFailure: { finish } });
        expect((await read()).lastFailure?.at).toBeUndefined();
      },
    );

    it('takes no content for no deliveries', async () => {
      answer(null);
      expect(await read()).toEqual({ successes: 0, failures: 0 });
    });

    it('throws for a body that counts nothing', async () => {
      answer({});
      await expect(read()).rejects.toThrow('JSON of another shape');
    });
  });
});
