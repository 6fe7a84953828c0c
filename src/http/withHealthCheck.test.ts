import { HostBudget } from './HostBudget';
import { answer, request } from './testing/answers';
import { settle } from './testing/settle';
import { useFakeTime } from './testing/useFakeTime';
import {
  BodyTooLargeError,
  HostDownError,
  NetworkError,
  RequestTimeoutError,
} from './transportErrors';
import { HttpFetch, HttpRequest, HttpResponse } from './types';
import { withHealthCheck } from './withHealthCheck';
import { withPace } from './withPace';

const url = 'https://git.example.com/rest/broken';
const probeUrl = 'https://git.example.com/rest/probe';
const networkError = new NetworkError({ url, cause: new Error('no route') });

type Outcome = number | Error;

/** A host, whose requests and probes end as the test says. */
function createHost(
  given: {
    outcome?: Outcome;
    probe?: Outcome;
    slots?: number;
    /** A status that is none of the API's. */
    foreign?: number;
  } = {},
) {
  const host = {
    outcome: given.outcome ?? 500,
    probe: given.probe ?? networkError,
    sent: [] as string[],
    probed: [] as Pick<HttpRequest, 'method' | 'body' | 'saveBodyTo'>[],
    probes: 0,
  };
  const next: HttpFetch = async (sent): Promise<HttpResponse> => {
    const { url: sentUrl, signal } = sent;
    host.sent.push(sentUrl);
    host.probes += sentUrl === probeUrl ? 1 : 0;
    if (sentUrl === probeUrl) {
      const { method, body, saveBodyTo } = sent;
      host.probed.push({ method, body, saveBodyTo });
    }
    await new Promise(resolve => {
      setTimeout(resolve, 10);
    });
    signal?.throwIfAborted();
    const outcome = sentUrl === probeUrl ? host.probe : host.outcome;
    if (outcome instanceof Error) {
      throw outcome;
    }
    return answer(outcome);
  };
  const budget = new HostBudget({
    maxConcurrentRequests: given.slots ?? 1,
  });
  const isForeign = ({ status }: HttpResponse) => status === given.foreign;
  const checked = withHealthCheck(next, { budget, probeUrl, isForeign });
  const fetch = withPace(checked, {
    budget,
    waitsAfterRefusal: true,
    probeUrl,
  });
  const get = (
    options: Pick<HttpRequest, 'signal' | 'method' | 'body'> = {},
  ) =>
    settle(fetch(request({ url, ...options })));
  return { host, get };
}

const advance = (ms: number) => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => useFakeTime());
afterEach(() => jest.useRealTimers());

describe('withHealthCheck', () => {
  it.each([
    ['network errors', networkError, networkError],
    ['timeouts', new RequestTimeoutError({ url, timeoutMs: 1 }), networkError],
    ['answers with 5xx', 502, 503],
  ])(
    'counts a host as down after 20 %s in a row and one failing probe',
    async (_, outcome, probe) => {
      const { host, get } = createHost({ outcome, probe });
      const requests = Array.from({ length: 25 }, () => get());
      await advance(190);
      expect(host.probes).toBe(0);
      await advance(1_000);
      expect(host.probes).toBe(1);
      expect(host.sent).toHaveLength(21);
      expect(requests[19]?.error).not.toBeInstanceOf(HostDownError);
      for (const queued of requests.slice(20)) {
        expect(queued.error).toBeInstanceOf(HostDownError);
      }
    },
  );

  it('fails what waits in the queue at once, as soon as the probe has failed', async () => {
    const { get } = createHost();
    const requests = Array.from({ length: 100 }, () => get());
    await advance(20 * 10 + 10);
    expect(requests.filter(({ state }) => state === 'pending')).toEqual([]);
  });

  it('ends at once what waits for the probe when its run is aborted, and leaves the probe to others', async () => {
    const { host, get } = createHost({ probe: 200 });
    Array.from({ length: 19 }, () => get());
    const run = new AbortController();
    const aborted = get({ signal: run.signal });
    await advance(20 * 10 + 5);
    expect([host.probes, aborted.state]).toEqual([1, 'pending']);
    run.abort(new Error('it is over'));
    await advance(0);
    expect(aborted.error?.message).toBe('it is over');
    Array.from({ length: 19 }, () => get());
    await advance(1_000);
    expect(host.probes).toBe(1);
  });

  it('says what failed, in the error of a request that is not sent', async () => {
    const { get } = createHost({ probe: 503 });
    const requests = Array.from({ length: 21 }, () => get());
    await advance(1_000);
    expect(requests[20]?.error?.message).toBe(
      `GET ${url} was not sent: the last 20 requests to this host failed, the last one with "status 503"`,
    );
  });

  it.each([200, 302, 403])(
    'counts a host as down after 20 times a %p that is none of the API\'s, where the probe is none either',
    async foreign => {
      const { host, get } = createHost({
        outcome: foreign,
        probe: foreign,
        foreign,
      });
      const requests = Array.from({ length: 25 }, () => get());
      await advance(1_000);
      expect(host.sent).toHaveLength(21);
      expect(requests[24]?.error?.message).toContain(
        `status ${foreign} that is not the API's`,
      );
    },
  );

  it('goes on where one path alone answers with what is none of the API\'s', async () => {
    const { host, get } = createHost({
      outcome: 403,
      probe: 200,
      foreign: 403,
    });
    Array.from({ length: 60 }, () => get());
    await advance(2_000);
    expect(host.probes).toBe(3);
    expect(host.sent).toHaveLength(63);
  });

  it('goes on when the probe is answered', async () => {
    const { host, get } = createHost({ probe: 200 });
    const requests = Array.from({ length: 60 }, () => get());
    await advance(2_000);
    expect(host.probes).toBe(3);
    expect(requests.every(({ value }) => value?.status === 500)).toBe(true);
  });

  it.each([200, 302, 401, 404, 429])(
    'takes a probe answered with %p for a sign of life',
    async probe => {
      const { host, get } = createHost({ probe });
      Array.from({ length: 30 }, () => get());
      await advance(1_000);
      expect(host.sent).toHaveLength(31);
    },
  );

  it('starts counting anew after any other answer', async () => {
    const { host, get } = createHost();
    Array.from({ length: 19 }, () => get());
    await advance(1_000);
    host.outcome = 404;
    get();
    await advance(1_000);
    host.outcome = 500;
    Array.from({ length: 19 }, () => get());
    await advance(1_000);
    expect(host.probes).toBe(0);
  });

  it.each([
    ['a body that is too large', new BodyTooLargeError({ url, maxBytes: 1 })],
    ['a bug of ours', new TypeError('undefined is not a function')],
  ])('does not count %s', async (_, outcome) => {
    const { host, get } = createHost({ outcome });
    Array.from({ length: 30 }, () => get());
    await advance(1_000);
    expect(host.probes).toBe(0);
  });

  it('asks with one probe at a time for requests that fail together', async () => {
    const { host, get } = createHost({ slots: 25 });
    Array.from({ length: 25 }, () => get());
    await advance(1_000);
    expect(host.probes).toBe(1);
  });

  it('lets requests through again after 60 s, and probes again at the next failure', async () => {
    const { host, get } = createHost();
    Array.from({ length: 20 }, () => get());
    await advance(20 * 10 + 10);
    await advance(59_999);
    const early = get();
    await advance(0);
    expect(early.error).toBeInstanceOf(HostDownError);
    await advance(1);
    const late = get();
    await advance(20);
    expect(late.value?.status).toBe(500);
    expect(host.probes).toBe(2);
  });

  it('forgets all failures once the host answers after 60 s', async () => {
    const { host, get } = createHost();
    Array.from({ length: 20 }, () => get());
    await advance(61_000);
    host.outcome = 200;
    const back = get();
    await advance(100);
    expect(back.value?.status).toBe(200);
    host.outcome = 500;
    Array.from({ length: 19 }, () => get());
    await advance(1_000);
    expect(host.probes).toBe(1);
  });

  it('probes to the end for the others when the run that probes is aborted', async () => {
    const { host, get } = createHost({ probe: 200 });
    const controller = new AbortController();
    Array.from({ length: 20 }, () => get({ signal: controller.signal }));
    await advance(20 * 10 + 5);
    expect(host.probes).toBe(1);
    controller.abort(new Error('the run is over'));
    await advance(10);
    const other = get();
    await advance(10);
    expect(other.value?.status).toBe(500);
  });

  it('probes with a GET and no body, and saves nothing, whatever failed', async () => {
    const { host, get } = createHost();
    const failing = { body: '{}', saveBodyTo: '/tmp/archive' };
    Array.from({ length: 20 }, () => get({ method: 'POST', ...failing }));
    await advance(1_000);
    const [body, saveBodyTo] = [undefined, undefined];
    expect(host.probed).toStrictEqual([{ method: 'GET', body, saveBodyTo }]);
  });
});
