import { HostBudget } from './HostBudget';
import { answer, request } from './testing/answers';
import { settle } from './testing/settle';
import { useFakeTime } from './testing/useFakeTime';
import { RetryAfterTooLongError, WaitTooLongError } from './transportErrors';
import { HttpRequest, HttpResponse } from './types';
import { withPace } from './withPace';

const MINUTE = 60_000;
const probeUrl = 'https://git.example.com/probe';

/** A fetch with a pace, whose server gives the answers in turn, 200 after them. */
function createPaced(
  answers: HttpResponse[],
  options: {
    waitsAfterRefusal?: boolean;
    random?: () => number;
    maxConcurrentRequests?: number;
  } = {},
) {
  const { waitsAfterRefusal = true, random = () => 1 } = options;
  const { maxConcurrentRequests = 4 } = options;
  const budget = new HostBudget({
    maxConcurrentRequests,
    random,
  });
  const sent: { url: string; at: number }[] = [];
  const saved: string[] = [];
  const start = Date.now();
  const left = [...answers];
  const fetch = withPace(
    async ({ url, saveBodyTo }) => {
      if (saveBodyTo) {
        saved.push(url);
      }
      if (url === probeUrl) {
        // It fares as the next request would.
        return left[0] ?? answer(200);
      }
      sent.push({ url, at: Date.now() - start });
      return left.shift() ?? answer(200);
    },
    { budget, waitsAfterRefusal, probeUrl },
  );
  const get = (path: string, given: Parameters<typeof request>[0] = {}) =>
    settle(fetch(request({ url: `https://git.example.com/${path}`, ...given })));
  return { get, sent, saved };
}

const refusal = (retryAfter?: string) =>
  answer(429, { headers: retryAfter ? { 'retry-after': retryAfter } : {} });
const inDate = (ms: number) => new Date(Date.now() + ms).toUTCString();
const advance = (ms: number) => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => useFakeTime());
afterEach(() => jest.useRealTimers());

describe('withPace', () => {
  it.each([
    ['in seconds', () => '90'],
    ['as a date', () => inDate(90_000)],
  ])('asks again exactly when Retry-After says so %s', async (_, header) => {
    const { get, sent } = createPaced([refusal(header())]);
    const refused = get('a');
    await advance(89_999);
    expect(sent).toHaveLength(1);
    await advance(1);
    expect(sent[1]?.at).toBe(90_000);
    expect(refused.value?.status).toBe(200);
  });

  it('waits as long as the clock of the server says, which may be another', async () => {
    const headers = { date: inDate(-MINUTE), 'retry-after': inDate(-30_000) };
    const { get, sent } = createPaced([answer(429, { headers })]);
    get('a');
    await advance(MINUTE);
    expect(sent.map(({ at }) => at)).toEqual([0, 30_000]);
  });

  it.each([undefined, 'soon', '-3'])(
    'backs off exponentially with Retry-After %p',
    async header => {
      const { get, sent } = createPaced(
        [refusal(header), refusal(header), refusal(header)],
        { random: () => 0.5 },
      );
      get('a');
      await advance(10_000);
      expect(sent.map(({ at }) => at)).toEqual([
        0,
        750,
        750 + 1_500,
        750 + 1_500 + 3_000,
      ]);
    },
  );

  it('lets all requests of the host wait, also those that come later', async () => {
    const { get, sent } = createPaced([refusal('30')]);
    get('refused');
    await advance(1);
    const other = get('other');
    await advance(29_998);
    expect(sent).toHaveLength(1);
    await advance(1_000);
    expect(sent).toHaveLength(3);
    expect(other.value?.status).toBe(200);
  });

  it('sends what was refused before those that waited behind it, and after what is urgent', async () => {
    const { get, sent } = createPaced([refusal('30')], {
      maxConcurrentRequests: 1,
    });
    get('refused');
    get('equal');
    get('urgent', { priority: 'urgent' });
    await advance(40_000);
    expect(sent.map(({ url }) => url.split('/').pop())).toEqual([
      'refused',
      'urgent',
      'refused',
      'equal',
    ]);
  });

  it('waits as often as it is refused, until the answer comes', async () => {
    const { get, sent } = createPaced(Array(200).fill(refusal('60')));
    const refused = get('a');
    await advance(199 * MINUTE);
    expect(refused.state).toBe('pending');
    // The probes, one to three refusals, wait for their turn too.
    await advance((1 + 200 / 3) * MINUTE);
    expect(refused.value?.status).toBe(200);
    expect(sent).toHaveLength(201);
  });

  it('saves no probe in place of what is to be saved', async () => {
    const { get, sent, saved } = createPaced(Array(10).fill(refusal('1')));
    const refused = get('a', { saveBodyTo: '/tmp/archive' });
    await advance(MINUTE);
    expect(refused.value?.status).toBe(200);
    expect(saved).toEqual(sent.map(({ url }) => url));
  });

  it('ends the wait at once when the run is aborted', async () => {
    const { get, sent } = createPaced([refusal('600')]);
    const controller = new AbortController();
    const refused = get('a', { signal: controller.signal });
    await advance(MINUTE);
    controller.abort(new Error('the run is over'));
    await advance(0);
    expect(refused.error?.message).toBe('the run is over');
    await advance(20 * MINUTE);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['in seconds', () => String(15 * 60)],
    ['as a date', () => inDate(15 * MINUTE)],
  ])('still waits for a Retry-After of 15 minutes %s', async (_, header) => {
    const { get } = createPaced([refusal(header())]);
    const refused = get('a');
    await advance(15 * MINUTE);
    expect(refused.value?.status).toBe(200);
  });

  it.each([
    ['a 429 in seconds', () => refusal(String(15 * 60 + 1))],
    ['a 429 as a date', () => refusal(inDate(2 * 60 * MINUTE))],
    ['a 503', () => answer(503, { headers: { 'retry-after': '3600' } })],
  ])('fails for a Retry-After beyond 15 minutes in %s', async (_, given) => {
    const { get, sent } = createPaced([given()]);
    const refused = get('a');
    await advance(0);
    expect(refused.error).toBeInstanceOf(RetryAfterTooLongError);
    expect(sent).toHaveLength(1);
  });

  it('asks for nothing before a Retry-After beyond 15 minutes has passed', async () => {
    const { get, sent } = createPaced([refusal('5'), refusal('3600')]);
    get('a');
    const queued = Array.from('bcdefghij', path => get(path));
    await advance(6_000);
    const queuedErrors = queued.flatMap(({ error }) => error ?? []);
    expect(queuedErrors.length).toBeGreaterThan(0);
    const count = sent.length;
    await advance(50 * MINUTE);
    const following = get('later');
    await advance(0);
    expect(following.error).toBeInstanceOf(RetryAfterTooLongError);
    expect(following.error?.message).toBe(
      'GET https://git.example.com/later was refused for 60 minutes, which is longer than the 15 minutes a run waits, and the host is left alone until then; ask the administrator to exempt the account from the rate limit, or lower maxApiRequestsPerMinute',
    );
    expect(sent).toHaveLength(count);
    await advance(10 * MINUTE);
    const afterwards = get('afterwards');
    await advance(1_000);
    expect(afterwards.value?.status).toBe(200);
  });

  it('hands a 429 on where it is not among the statuses to retry, and still spares the host', async () => {
    const { get, sent } = createPaced([refusal('30')], {
      waitsAfterRefusal: false,
    });
    const refused = get('a');
    await advance(0);
    expect(refused.value?.status).toBe(429);
    get('b');
    await advance(29_999);
    expect(sent.map(({ at }) => at)).toEqual([0]);
    await advance(1);
    expect(sent[1]?.at).toBe(30_000);
  });

  it('hands a 503 on, and spares the host for as long as its Retry-After says', async () => {
    const { get, sent } = createPaced([
      answer(503, { headers: { 'retry-after': '20' } }),
    ]);
    const unavailable = get('a');
    await advance(0);
    expect(unavailable.value?.status).toBe(503);
    get('b');
    await advance(20_000);
    expect(sent.map(({ at }) => at)).toEqual([0, 20_000]);
  });

  it.each([500, 502, 503])(
    'takes a %p for no answer: the next refusal is one more in a row',
    async status => {
      const { get, sent } = createPaced([
        refusal(),
        answer(status),
        refusal(),
      ]);
      get('a');
      await advance(1_000);
      get('b');
      await advance(10_000);
      expect(sent.map(({ at }) => at)).toEqual([0, 1_000, 1_000, 3_000]);
    },
  );

  it('gives up in maxWaitMs in all, however often it is refused', async () => {
    const { get, sent } = createPaced(Array(50).fill(refusal('3')));
    const impatient = get('a', { maxWaitMs: 5_000 });
    await advance(4_999);
    expect(impatient.state).toBe('pending');
    await advance(1);
    expect(impatient.error).toBeInstanceOf(WaitTooLongError);
    expect(impatient.error?.message).toContain('did not come within 5 s,');
    expect(sent).toHaveLength(2);
  });

  it('hands a 503 without Retry-After on, and spares nothing', async () => {
    const { get, sent } = createPaced([answer(503)]);
    get('a');
    await advance(0);
    get('b');
    await advance(0);
    expect(sent).toHaveLength(2);
  });

  it('asks again after a refusal whatever the method, since nothing was done', async () => {
    const { get, sent } = createPaced([refusal('1')]);
    const refused = get('a', { method: 'POST' });
    await advance(2_000);
    expect(refused.value?.status).toBe(200);
    expect(sent).toHaveLength(2);
  });

  it('names the method in the error of a long refusal', async () => {
    const { get } = createPaced([refusal('3600')]);
    const refused = get('a', { method: 'DELETE' });
    await advance(1);
    expect(refused.error?.message).toMatch(/^DELETE \S+\/a was refused for 60/);
  });

  describe('with one address that is refused while others are answered', () => {
    /** A server that refuses whatever begins with `bad`, and answers the rest in 20 ms. */
    function createServer(
      refuse: () => HttpResponse,
      options: { waitsAfterRefusal?: boolean } = {},
    ) {
      const budget = new HostBudget({
        maxConcurrentRequests: 8,
        random: () => 0.5,
      });
      const tries: Record<string, number> = {};
      const fetch = withPace(
        async ({ url }) => {
          tries[url] = (tries[url] ?? 0) + 1;
          await new Promise(resolve => {
            setTimeout(resolve, 20);
          });
          return url.includes('/bad') ? refuse() : answer(200);
        },
        { budget, waitsAfterRefusal: true, probeUrl, ...options },
      );
      const get = (path: string, given: Partial<HttpRequest> = {}) =>
        settle(fetch(request({ url: toUrl(path), ...given })));
      return { get, triesOf: (path: string) => tries[toUrl(path)] ?? 0 };
    }

    const toUrl = (path: string) => `https://git.example.com/${path}`;
    const count = (all: { state: string }[]) =>
      all.filter(({ state }) => state === 'fulfilled').length;

    it.each([
      ['among the first', 2],
      ['among the last', 197],
    ])(
      'hands its 429 on after a few tries, where it is %s of 200',
      async (_, index) => {
        const { get, triesOf } = createServer(() => refusal());
        const all = Array.from({ length: 200 }, (__, i) =>
          get(i === index ? 'bad' : String(i)),
        );
        await advance(30_000);
        expect(all[index]?.value?.status).toBe(429);
        expect(triesOf('bad')).toBeLessThanOrEqual(12);
        expect(count(all)).toBe(200);
      },
    );

    it('goes on with all others at their pace meanwhile', async () => {
      const { get } = createServer(() => refusal('3'));
      const all = Array.from({ length: 200 }, (_, i) =>
        get(i === 2 ? 'bad' : String(i)),
      );
      await advance(12_000);
      expect(count(all)).toBeGreaterThanOrEqual(199);
    });

    it('holds the host once or twice, and then that address alone, for a 503 with Retry-After', async () => {
      const unavailable = answer(503, { headers: { 'retry-after': '3' } });
      const { get } = createServer(() => unavailable);
      const all = Array.from({ length: 100 }, (_, i) => get(String(i)));
      for (let i = 0; i < 5; i += 1) {
        get('bad');
        await advance(1_000);
      }
      await advance(5_000);
      expect(count(all)).toBe(100);
    });

    /** Asks twice, and for another one in between, so that it is refused alone. */
    async function createAlone(seconds: number) {
      const server = createServer(() => refusal(String(seconds)));
      for (let i = 0; i < 2; i += 1) {
        server.get('other');
        await advance(50);
        server.get('bad', { maxWaitMs: 1_000 });
        await advance((seconds + 1) * 1_000);
      }
      server.get('bad', { maxWaitMs: 1_000 });
      await advance(1_000);
      return server;
    }

    it('gives up in maxWaitMs, however long the address wants to be left alone', async () => {
      const { get, triesOf } = await createAlone(600);
      const tries = triesOf('bad');
      const impatient = get('bad', { maxWaitMs: 10_000 });
      await advance(9_999);
      expect(impatient.state).toBe('pending');
      await advance(1);
      expect(impatient.error).toBeInstanceOf(WaitTooLongError);
      expect(impatient.error?.message).toContain('did not come within 10 s,');
      expect(triesOf('bad')).toBe(tries);
    });

    it('waits for no address that wants to be left alone for more than 15 minutes', async () => {
      const { get, triesOf } = await createAlone(3600);
      const tries = triesOf('bad');
      const [refused, other] = [get('bad'), get('other')];
      await advance(100);
      expect(other.value?.status).toBe(200);
      expect(refused.error).toBeInstanceOf(RetryAfterTooLongError);
      expect(triesOf('bad')).toBe(tries);
    });

    it('gives up each of several such addresses', async () => {
      const { get } = createServer(() => refusal('1'));
      const all = Array.from({ length: 200 }, (_, i) =>
        get(i % 70 === 10 ? `bad${i}` : String(i)),
      );
      await advance(40_000);
      expect(count(all)).toBe(200);
      expect(all.filter(({ value }) => value?.status === 429)).toHaveLength(3);
    });
  });
});
