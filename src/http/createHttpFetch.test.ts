import { http, HttpResponse as Answer, HttpResponseResolver } from 'msw';
import { setupServer } from 'msw/node';
import { createHttpFetch } from './createHttpFetch';
import { HostBudget } from './HostBudget';
import { settle } from './testing/settle';
import { useFakeTime } from './testing/useFakeTime';
import { HostDownError, RequestTimeoutError } from './transportErrors';
import { RequestContext } from './types';

const server = setupServer();
const url = 'https://git.example.com/rest/x';
const probeUrl = 'https://git.example.com/rest/probe';

function createFetch(
  given: Partial<Parameters<typeof createHttpFetch>[0]> & {
    maxApiRequestsPerMinute?: number;
  } = {},
) {
  const { maxApiRequestsPerMinute, ...options } = given;
  const fetch = createHttpFetch({
    headers: { 'user-agent': 'name/1.0', authorization: 'Bearer t' },
    budget: new HostBudget({
      maxConcurrentRequests: 2,
      maxApiRequestsPerMinute,
    }),
    timeoutMs: 30_000,
    maxRetries: 4,
    retryStatusCodes: [429, 500, 502, 503, 504],
    probeUrl,
    ...options,
  });
  return (context: RequestContext = {}) =>
    settle(fetch({ url, headers: { accept: 'application/json' }, ...context }));
}

function serve(resolver: HttpResponseResolver) {
  server.use(http.get(url, resolver));
}

const status = (code: number) => new Answer(null, { status: code });
const hang: HttpResponseResolver = () => new Promise<never>(() => {});
const advance = (ms: number) => jest.advanceTimersByTimeAsync(ms);

/** Lets what is no timer, such as a stream, go on; time stands still. */
async function untilSettled({ state }: { state: string }) {
  for (let i = 0; i < 200 && state === 'pending'; i += 1) {
    await advance(0);
  }
}

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => useFakeTime());
afterEach(() => {
  server.resetHandlers();
  jest.useRealTimers();
});
afterAll(() => server.close());

describe('createHttpFetch', () => {
  it('sends the headers of the host and those of the request', async () => {
    serve(({ request }) => Answer.json(Object.fromEntries(request.headers)));
    const get = createFetch();
    const answered = get();
    await untilSettled(answered);
    expect(JSON.parse(String(answered.value?.body))).toMatchObject({
      accept: 'application/json',
      authorization: 'Bearer t',
      'user-agent': 'name/1.0',
    });
  });

  it('gives every attempt 30 s, and asks again after a timeout', async () => {
    serve(hang);
    const failed = createFetch({ maxRetries: 1 })();
    await advance(30_000 + 2_000 + 29_000);
    expect(failed.state).toBe('pending');
    await advance(1_000);
    expect(failed.error).toBeInstanceOf(RequestTimeoutError);
  });

  it('counts the body into the 30 s', async () => {
    serve(() => new Answer(new ReadableStream({ pull: () => {} })));
    const failed = createFetch({ maxRetries: 0 })();
    await advance(30_000);
    expect(failed.error).toBeInstanceOf(RequestTimeoutError);
  });

  it('leaves a request that waited 10 minutes in the queue its 30 s', async () => {
    let requests = 0;
    serve(info => {
      requests += 1;
      return requests <= 10 ? status(200) : hang(info);
    });
    const get = createFetch({ maxApiRequestsPerMinute: 1, maxRetries: 0 });
    Array.from({ length: 10 }, () => get());
    const last = get();
    await advance(10 * 60_000 + 29_999);
    expect(requests).toBe(11);
    expect(last.state).toBe('pending');
    await advance(1);
    expect(last.error).toBeInstanceOf(RequestTimeoutError);
  });

  it('has a retry wait for its turn and pay for it', async () => {
    const sentAt: number[] = [];
    const start = Date.now();
    serve(() => {
      sentAt.push((Date.now() - start) / 60_000);
      return status(503);
    });
    createFetch({ maxApiRequestsPerMinute: 1, maxRetries: 3 })();
    await advance(10 * 60_000);
    expect(sentAt).toEqual([0, 1, 2, 3]);
  });

  it('counts every request that is sent, retries included', async () => {
    let requests = 0;
    serve(() => {
      requests += 1;
      return status(requests < 3 ? 503 : 200);
    });
    const onRequest = jest.fn();
    const answered = createFetch()({ onRequest });
    await advance(60_000);
    expect(answered.value?.status).toBe(200);
    expect(onRequest).toHaveBeenCalledTimes(3);
  });

  it('tells its observer of every wait for the budget, retry and end', async () => {
    const told: unknown[][] = [];
    let requests = 0;
    serve(() => {
      requests += 1;
      return [
        status(503),
        new Answer(null, { status: 429, headers: { 'retry-after': '600' } }),
        Answer.error(),
        status(200),
      ][requests - 1];
    });
    const answered = createFetch({
      maxApiRequestsPerMinute: 1,
      observer: {
        onWaited: ({ onBehalfOf }, { waitedMs }) =>
          told.push([onBehalfOf, 'waited', Math.floor(waitedMs / 60_000)]),
        onEnd: ({ onBehalfOf }, ending) => told.push([onBehalfOf, ending]),
        onRetry: ({ onBehalfOf }) => told.push([onBehalfOf, 'retry']),
      },
    })({ onBehalfOf: 'main' });
    await advance(20 * 60_000);
    expect(answered.value?.status).toBe(200);
    expect(told).toEqual([
      ['main', 'waited', 0],
      ['main', 503],
      ['main', 'retry'],
      ['main', 'waited', 0],
      ['main', 429],
      ['main', 'waited', 10],
      ['main', 'network'],
      ['main', 'retry'],
      ['main', 'waited', expect.any(Number)],
      ['main', 200],
    ]);
  });

  it('uses up no retry for a 429, however often it comes', async () => {
    let requests = 0;
    serve(() => {
      requests += 1;
      return requests <= 20
        ? new Answer(null, { status: 429, headers: { 'retry-after': '10' } })
        : status(200);
    });
    const refusal = { status: 429, headers: { 'retry-after': '10' } };
    server.use(http.get(probeUrl, () => new Answer(null, refusal)));
    const answered = createFetch({ maxRetries: 0 })();
    await advance(40 * 10_000 + 1_000);
    expect(answered.value?.status).toBe(200);
    expect(requests).toBe(21);
  });

  it('hands a 429 on where retryStatusCodes does not list it', async () => {
    serve(() => status(429));
    const answered = createFetch({ retryStatusCodes: [] })();
    await advance(0);
    expect(answered.value?.status).toBe(429);
  });

  it('asks again after a network error', async () => {
    let requests = 0;
    serve(() => {
      requests += 1;
      return requests === 1 ? Answer.error() : status(200);
    });
    const answered = createFetch()();
    await advance(5_000);
    expect(answered.value?.status).toBe(200);
  });

  it('spends no retry on a host that is down', async () => {
    let requests = 0;
    serve(() => {
      requests += 1;
      return Answer.error();
    });
    server.use(http.get(probeUrl, () => Answer.error()));
    const get = createFetch();
    const all = Array.from({ length: 100 }, () => get());
    await advance(30_000);
    expect(requests).toBeLessThanOrEqual(21);
    for (const { error } of all) {
      expect(error).toBeInstanceOf(HostDownError);
    }
  });

  it.each([
    ['in flight', hang],
    ['in the backoff', () => status(503)],
    [
      'in a hold',
      () => new Answer(null, { status: 429, headers: { 'retry-after': '600' } }),
    ],
  ])('ends at once when the run is aborted %s', async (_, resolver) => {
    serve(resolver);
    const controller = new AbortController();
    const aborted = createFetch()({ signal: controller.signal });
    await advance(100);
    expect(aborted.state).toBe('pending');
    controller.abort(new Error('the run is over'));
    await advance(0);
    expect(aborted.error?.message).toBe('the run is over');
  });
});
