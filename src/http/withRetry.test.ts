import { answer, request } from './testing/answers';
import { settle } from './testing/settle';
import { useFakeTime } from './testing/useFakeTime';
import {
  BodyTooLargeError,
  CertificateError,
  HostDownError,
  NetworkError,
  RequestTimeoutError,
  RetryAfterTooLongError,
} from './transportErrors';
import { HttpResponse } from './types';
import { withRetry } from './withRetry';

const { url } = request();
const cause = new Error('gone');
const networkError = new NetworkError({ url, cause });

/** A fetch with retries, whose server gives the outcomes in turn, 200 after them. */
function createRetrying(
  outcomes: (number | Error)[],
  options: { maxRetries?: number; retryStatusCodes?: number[] } = {},
) {
  const sentAt: number[] = [];
  const start = Date.now();
  const left = [...outcomes];
  const fetch = withRetry(
    async (): Promise<HttpResponse> => {
      sentAt.push(Date.now() - start);
      const outcome = left.shift() ?? 200;
      if (outcome instanceof Error) {
        throw outcome;
      }
      return answer(outcome);
    },
    {
      maxRetries: options.maxRetries ?? 4,
      retryStatusCodes: options.retryStatusCodes ?? [500, 502, 503, 504],
    },
  );
  return { fetch, sentAt };
}

const advance = (ms: number) => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => useFakeTime());
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

describe('withRetry', () => {
  it.each([
    ['a network error', networkError],
    ['a timeout', new RequestTimeoutError({ url, timeoutMs: 30_000 })],
    ['a 502', 502],
    ['a 503', 503],
    ['a 504', 504],
  ])('asks again after %s, maxRetries times', async (_, outcome) => {
    const { fetch, sentAt } = createRetrying(Array(4).fill(outcome));
    const answered = settle(fetch(request()));
    await advance(300_000);
    expect(answered.value?.status).toBe(200);
    expect(sentAt).toHaveLength(5);
  });

  it('leaves a timeout to whoever can ask for less', async () => {
    const timeout = new RequestTimeoutError({ url, timeoutMs: 30_000 });
    const { fetch, sentAt } = createRetrying([timeout]);
    const failed = settle(fetch(request({ canAskForLess: true })));
    await advance(300_000);
    expect(failed.error).toBe(timeout);
    expect(sentAt).toHaveLength(1);
  });

  it('asks again less often by the retries that are spent', async () => {
    const { fetch, sentAt } = createRetrying(Array(9).fill(503));
    settle(fetch(request({ retriesSpent: 3 })));
    settle(fetch(request({ retriesSpent: 9 })));
    await advance(300_000);
    expect(sentAt).toHaveLength(2 + 1);
  });

  it('asks whoever can ask for less again after what is no timeout', async () => {
    const { fetch, sentAt } = createRetrying([networkError, 503]);
    const answered = settle(fetch(request({ canAskForLess: true })));
    await advance(300_000);
    expect(answered.value?.status).toBe(200);
    expect(sentAt).toHaveLength(3);
  });

  it('gives the last answer when maxRetries are used up', async () => {
    const { fetch, sentAt } = createRetrying(Array(9).fill(503));
    const answered = settle(fetch(request()));
    await advance(300_000);
    expect(answered.value?.status).toBe(503);
    expect(sentAt).toHaveLength(5);
  });

  it('throws the last error when maxRetries are used up', async () => {
    const { fetch, sentAt } = createRetrying(Array(9).fill(networkError), {
      maxRetries: 2,
    });
    const failed = settle(fetch(request()));
    await advance(300_000);
    expect(failed.error).toBe(networkError);
    expect(sentAt).toHaveLength(3);
  });

  it('asks once where maxRetries is 0', async () => {
    const { fetch, sentAt } = createRetrying([503], { maxRetries: 0 });
    const answered = settle(fetch(request()));
    await advance(300_000);
    expect(answered.value?.status).toBe(503);
    expect(sentAt).toHaveLength(1);
  });

  it('asks again a single time after a 500', async () => {
    const { fetch, sentAt } = createRetrying([500, 500, 500]);
    const answered = settle(fetch(request()));
    await advance(300_000);
    expect(answered.value?.status).toBe(500);
    expect(sentAt).toHaveLength(2);
  });

  it('asks again after the first 500 even when other failures came before', async () => {
    const { fetch, sentAt } = createRetrying([503, networkError, 500]);
    const answered = settle(fetch(request()));
    await advance(300_000);
    expect(answered.value?.status).toBe(200);
    expect(sentAt).toHaveLength(4);
  });

  it('leaves a status alone that is not listed, also a 500', async () => {
    const { fetch, sentAt } = createRetrying([500], { retryStatusCodes: [] });
    const answered = settle(fetch(request()));
    await advance(300_000);
    expect(answered.value?.status).toBe(500);
    expect(sentAt).toHaveLength(1);
  });

  it.each([200, 204, 302, 400, 401, 403, 404, 405, 409, 429])(
    'takes a %p as it is',
    async status => {
      const { fetch, sentAt } = createRetrying([status]);
      expect((await fetch(request())).status).toBe(status);
      expect(sentAt).toHaveLength(1);
    },
  );

  it.each(['POST', 'PUT', 'DELETE'] as const)(
    'makes a %s once, since its answer may have been lost on the way',
    async method => {
      const lost = createRetrying([networkError]);
      await expect(lost.fetch(request({ method }))).rejects.toBe(networkError);
      expect(lost.sentAt).toHaveLength(1);
      const failing = createRetrying([503]);
      expect((await failing.fetch(request({ method }))).status).toBe(503);
      expect(failing.sentAt).toHaveLength(1);
    },
  );

  it('asks again with a HEAD as with a GET', async () => {
    const { fetch, sentAt } = createRetrying([networkError]);
    const answered = settle(fetch(request({ method: 'HEAD' })));
    await advance(10_000);
    expect(answered.value?.status).toBe(200);
    expect(sentAt).toHaveLength(2);
  });

  it.each([
    new CertificateError({ url, fault: 'expired', cause }),
    new BodyTooLargeError({ url, maxBytes: 16 }),
    new HostDownError({ url, failures: 20, cause }),
    new RetryAfterTooLongError({ url, retryAfterMs: 1, maxMs: 1 }),
    new TypeError('undefined is not a function'),
    new TypeError('fetch failed'),
    new Error('a bug'),
  ])('throws %p at once', async error => {
    const { fetch, sentAt } = createRetrying([error]);
    await expect(fetch(request())).rejects.toBe(error);
    expect(sentAt).toHaveLength(1);
  });

  it.each([
    [0, [0, 1_000, 3_000, 7_000, 15_000, 31_000, 61_000]],
    [0.5, [0, 1_500, 4_500, 10_500, 22_500, 46_500, 76_500]],
  ])(
    'waits twice as long each time, up to 30 s, longer by chance (%p)',
    async (chance, expected) => {
      jest.spyOn(Math, 'random').mockReturnValue(chance);
      const { fetch, sentAt } = createRetrying(Array(6).fill(503), {
        maxRetries: 6,
      });
      void fetch(request());
      await advance(300_000);
      expect(sentAt).toEqual(expected);
    },
  );

  it.each([
    ['an Error', new Error('the run is over')],
    ['anything else', 'the run is over'],
  ])('ends the wait at once on abort, whose reason is %s', async (_, reason) => {
    const { fetch, sentAt } = createRetrying([503]);
    const controller = new AbortController();
    const aborted = settle(fetch(request({ signal: controller.signal })));
    await advance(1);
    controller.abort(reason);
    await advance(0);
    expect(aborted.error).toBe(reason);
    await advance(300_000);
    expect(sentAt).toHaveLength(1);
  });

  it.each([new Error('the run is over'), 'the run is over'])(
    'throws the reason of an abort in flight as it is: %p',
    async reason => {
      const controller = new AbortController();
      const fetch = withRetry(
        async ({ signal }) => {
          controller.abort(reason);
          throw signal?.reason;
        },
        { maxRetries: 4, retryStatusCodes: [] },
      );
      const aborted = settle(fetch(request({ signal: controller.signal })));
      await advance(0);
      expect(aborted.error).toBe(reason);
    },
  );

  it('sends nothing for a run that is over already', async () => {
    const { fetch, sentAt } = createRetrying([]);
    const signal = AbortSignal.abort(new Error('the run is over'));
    await expect(fetch(request({ signal }))).rejects.toThrow('the run is over');
    expect(sentAt).toEqual([]);
  });
});
