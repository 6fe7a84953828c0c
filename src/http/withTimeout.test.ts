import { answer, request } from './testing/answers';
import { settle } from './testing/settle';
import { useFakeTime } from './testing/useFakeTime';
import { RequestTimeoutError } from './transportErrors';
import { HttpFetch } from './types';
import { withTimeout } from './withTimeout';

const advance = (ms: number) => jest.advanceTimersByTimeAsync(ms);

/** Never answers, and ends as the signal says. */
const hang: HttpFetch = ({ signal }) =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });

beforeEach(() => useFakeTime());
afterEach(() => jest.useRealTimers());

describe('withTimeout', () => {
  it('ends an attempt when its time is up', async () => {
    const fetch = withTimeout(hang, { timeoutMs: 30_000 });
    const attempt = settle(fetch(request({ url: 'https://git/x' })));
    await advance(29_999);
    expect(attempt.state).toBe('pending');
    await advance(1);
    expect(attempt.error).toBeInstanceOf(RequestTimeoutError);
    expect(attempt.error?.message).toBe(
      'GET https://git/x was not answered within 30 s',
    );
  });

  it('gives each attempt its own time', async () => {
    const fetch = withTimeout(hang, { timeoutMs: 30_000 });
    settle(fetch(request()));
    await advance(20_000);
    const second = settle(fetch(request()));
    await advance(29_999);
    expect(second.state).toBe('pending');
  });

  it('ends an attempt at once when the run is aborted', async () => {
    const fetch = withTimeout(hang, { timeoutMs: 30_000 });
    const controller = new AbortController();
    const attempt = settle(fetch(request({ signal: controller.signal })));
    controller.abort(new Error('the run is over'));
    await advance(0);
    expect(attempt.error?.message).toBe('the run is over');
  });

  it('sends nothing for a run that is over already', async () => {
    const next = jest.fn(hang);
    const fetch = withTimeout(next, { timeoutMs: 30_000 });
    const signal = AbortSignal.abort(new Error('the run is over'));
    await expect(fetch(request({ signal }))).rejects.toThrow('the run is over');
    expect(next).not.toHaveBeenCalled();
  });

  it('gives no attempt a signal that a failed one has listened to', async () => {
    const signals: unknown[] = [];
    const breaks: HttpFetch = async ({ signal }) => {
      signals.push(signal);
      signal?.addEventListener('abort', () => {});
      throw new Error('reset');
    };
    const fetch = withTimeout(breaks, { timeoutMs: 30_000 });
    settle(fetch(request()));
    await advance(0);
    settle(fetch(request()));
    await advance(0);
    expect(new Set(signals).size).toBe(2);
  });

  it('leaves no timer behind after an answer', async () => {
    const fetch = withTimeout(async () => answer(200), { timeoutMs: 30_000 });
    expect((await fetch(request())).status).toBe(200);
    expect(jest.getTimerCount()).toBe(0);
  });
});
