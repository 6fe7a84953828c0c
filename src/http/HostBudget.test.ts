import { AsyncLocalStorage } from 'node:async_hooks';
import events from 'node:events';
import { HostBudget } from './HostBudget';
import { RequestContext, RequestLine } from './types';
import { WaitTooLongError } from './transportErrors';
import { settle } from './testing/settle';
import { useFakeTime } from './testing/useFakeTime';
import { sleep } from './untilAborted';

const url = 'https://git.example.com/rest/x';

function createBudget(
  options: {
    maxConcurrentRequests?: number;
    maxApiRequestsPerMinute?: number;
  } = {},
) {
  return new HostBudget({
    maxConcurrentRequests: 2,
    random: () => 0,
    ...options,
  });
}

/** Runs tasks that take a while, and keeps book of them. */
function createTasks(budget: HostBudget) {
  const started: string[] = [];
  let running = 0;
  const book = { started, most: 0 };
  const add = (
    name: string,
    options: RequestContext & { lastsMs?: number } = {},
  ) =>
    settle(
      budget.run(
        async () => {
          started.push(name);
          running += 1;
          book.most = Math.max(book.most, running);
          await sleep(options.lastsMs ?? 100, options).finally(() => {
            running -= 1;
          });
          return name;
        },
        { url, ...options },
      ),
    );
  return { add, book };
}

const advance = (ms: number) => jest.advanceTimersByTimeAsync(ms);
const isClosed = ({ url: address }: RequestLine) =>
  new Error(`${address} is closed`);

beforeEach(() => useFakeTime());
afterEach(() => jest.useRealTimers());

describe('HostBudget', () => {
  it('runs a task in the context of whoever asks, whoever makes room for it', async () => {
    const asker = new AsyncLocalStorage<string>();
    const budget = createBudget({ maxConcurrentRequests: 1 });
    const task = async () => {
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
      return asker.getStore();
    };
    const all = Array.from('abc', name =>
      asker.run(name, () => settle(budget.run(task, { url }))),
    );
    await advance(1_000);
    expect(all.map(({ value }) => value)).toEqual(Array.from('abc'));
  });

  it('has no more than maxConcurrentRequests in flight', async () => {
    const { add, book } = createTasks(createBudget());
    const all = Array.from('abcdefg', name => add(name));
    await advance(1_000);
    expect(book.most).toBe(2);
    expect(all.map(({ value }) => value)).toEqual(Array.from('abcdefg'));
  });

  it('gives the next slot to what is urgent, and among equals to the first', async () => {
    const { add, book } = createTasks(
      createBudget({ maxConcurrentRequests: 1 }),
    );
    add('running');
    add('ordinary 1');
    add('ordinary 2');
    add('urgent', { priority: 'urgent' });
    await advance(1_000);
    expect(book.started).toEqual([
      'running',
      'urgent',
      'ordinary 1',
      'ordinary 2',
    ]);
  });

  it('shares the pace two to one between what is urgent and a sweep, so that neither stands still', async () => {
    const budget = createBudget({ maxApiRequestsPerMinute: 300 });
    const { add, book } = createTasks(budget);
    Array.from({ length: 200 }, () => add('sweep', { lastsMs: 1 }));
    // More than the whole pace would serve.
    for (let i = 0; i < 60; i += 1) {
      Array.from('1234567', () =>
        add('webhook', { lastsMs: 1, priority: 'urgent' }),
      );
      await advance(1_000);
    }
    const share = book.started.filter(name => name === 'webhook').length;
    expect(book.started.length).toBeGreaterThan(290);
    expect(share / book.started.length).toBeCloseTo(2 / 3, 1);
  });

  it('starts no more than maxApiRequestsPerMinute in any minute', async () => {
    const { add, book } = createTasks(
      createBudget({ maxApiRequestsPerMinute: 60 }),
    );
    Array.from({ length: 200 }, (_, i) => add(String(i)));
    await advance(60_000 - 1);
    expect(book.started).toHaveLength(60);
    await advance(60_000);
    expect(book.started).toHaveLength(120);
  });

  it('lets what is urgent overtake those that wait for the pace', async () => {
    const { add, book } = createTasks(
      createBudget({ maxApiRequestsPerMinute: 60 }),
    );
    add('first');
    add('ordinary');
    await advance(500);
    add('urgent', { priority: 'urgent' });
    await advance(500);
    expect(book.started).toEqual(['first', 'urgent']);
  });

  it('starts nothing during a hold, and goes on right after it', async () => {
    const budget = createBudget();
    const { add, book } = createTasks(budget);
    budget.hold(30_000);
    add('a');
    await advance(29_999);
    expect(book.started).toEqual([]);
    await advance(1);
    expect(book.started).toEqual(['a']);
  });

  it('leaves a request alone that is in flight when a hold begins', async () => {
    const budget = createBudget();
    const { add } = createTasks(budget);
    const inFlight = add('a');
    await advance(10);
    budget.hold(30_000);
    await advance(90);
    expect(inFlight).toMatchObject({ state: 'fulfilled', value: 'a' });
  });

  it.each([
    ['in the queue', { holdMs: 0, before: ['x', 'y'] }],
    ['in a hold', { holdMs: 60_000, before: [] }],
    ['in flight', { holdMs: 0, before: [] }],
  ])('ends a request at once that is aborted %s', async (_, given) => {
    const budget = createBudget();
    const { add } = createTasks(budget);
    budget.hold(given.holdMs);
    given.before.forEach(name => add(name));
    const controller = new AbortController();
    const aborted = add('a', { signal: controller.signal });
    await advance(1);
    expect(aborted.state).toBe('pending');
    controller.abort(new Error('the run is over'));
    await advance(0);
    expect(aborted.error?.message).toBe('the run is over');
  });

  it('gives the slot of an aborted request to the next one', async () => {
    const { add, book } = createTasks(createBudget());
    const controller = new AbortController();
    add('a', { signal: controller.signal, lastsMs: 60_000 });
    add('b', { signal: controller.signal, lastsMs: 60_000 });
    add('c');
    await advance(1_000);
    expect(book.started).toEqual(['a', 'b']);
    controller.abort();
    await advance(1);
    expect(book.started).toEqual(['a', 'b', 'c']);
  });

  it('lets any number of requests wait on one signal without a warning', async () => {
    // Node's own warning goes past the process object that a test sees.
    const setMaxListeners = jest.spyOn(events, 'setMaxListeners');
    const { add } = createTasks(createBudget());
    const { signal } = new AbortController();
    const all = Array.from({ length: 50 }, () => add('a', { signal }));
    expect(setMaxListeners).toHaveBeenCalledWith(0, signal);
    setMaxListeners.mockRestore();
    await advance(10_000);
    expect(all.every(({ state }) => state === 'fulfilled')).toBe(true);
  });

  it('keeps no timer running once everything that waited is aborted', async () => {
    const budget = createBudget();
    const { add, book } = createTasks(budget);
    const controller = new AbortController();
    budget.hold(15 * 60_000);
    add('a', { signal: controller.signal });
    controller.abort();
    await advance(0);
    expect(jest.getTimerCount()).toBe(0);
    add('later');
    await advance(15 * 60_000 - 1);
    expect(book.started).toEqual([]);
    await advance(1);
    expect(book.started).toEqual(['later']);
  });

  it('fails what waits at once when it is closed, and whatever comes until it opens', async () => {
    const budget = createBudget();
    const { add, book } = createTasks(budget);
    budget.hold(60_000);
    const waiting = add('a');
    await advance(1);
    budget.close({ durationMs: 60_000, reason: isClosed });
    await advance(0);
    expect(waiting.error?.message).toBe(`${url} is closed`);
    await advance(59_999);
    const refused = add('b');
    await advance(0);
    expect(refused.error?.message).toBe(`${url} is closed`);
    await advance(1);
    add('c');
    await advance(0);
    expect(book.started).toEqual(['c']);
  });

  it('keeps a hold that lasts longer than it is closed', async () => {
    const budget = createBudget();
    const { add, book } = createTasks(budget);
    budget.hold(300_000);
    budget.close({ durationMs: 60_000, reason: isClosed });
    await advance(60_000);
    add('a');
    await advance(239_999);
    expect(book.started).toEqual([]);
    await advance(1);
    expect(book.started).toEqual(['a']);
  });

  it('gives up a request whose turn does not come within maxWaitMs, and no other', async () => {
    const budget = createBudget();
    const { add, book } = createTasks(budget);
    budget.hold(60_000);
    const impatient = add('a', { maxWaitMs: 5_000 });
    const patient = add('b', { maxWaitMs: 61_000 });
    await advance(4_999);
    expect(impatient.state).toBe('pending');
    await advance(1);
    expect(impatient.error).toBeInstanceOf(WaitTooLongError);
    expect(impatient.error?.message).toContain(
      `GET ${url} was not sent: its turn did not come within 5 s`,
    );
    await advance(60_000);
    expect(patient.value).toBe('b');
    expect(book.started).toEqual(['b']);
  });

  it('gives a request that has had its turn all the time it takes', async () => {
    const { add } = createTasks(createBudget());
    const slow = add('a', { maxWaitMs: 1_000, lastsMs: 30_000 });
    await advance(30_000);
    expect(slow.value).toBe('a');
  });

  it.each([
    ['back by an hour', -3_600_000],
    ['back by a month', -30 * 86_400_000],
    ['ahead by an hour', 3_600_000],
  ])('takes no notice of a clock that is set %s', async (_, byMs) => {
    const budget = createBudget({ maxApiRequestsPerMinute: 60 });
    const { add, book } = createTasks(budget);
    add('a');
    add('b');
    add('c');
    await advance(10);
    jest.setSystemTime(Date.now() + byMs);
    await advance(989);
    expect(book.started).toEqual(['a']);
    await advance(1);
    expect(book.started).toEqual(['a', 'b']);
    budget.hold(20_000);
    jest.setSystemTime(Date.now() + byMs);
    await advance(19_999);
    expect(book.started).toEqual(['a', 'b']);
    await advance(1);
    expect(book.started).toEqual(['a', 'b', 'c']);
  });

  it('tells the pace as it is learnt, and whether the server limits it', async () => {
    const unlimited = createBudget();
    expect(unlimited.status).toEqual({ hasSeenLimiter: false });
    const limited = createBudget({ maxApiRequestsPerMinute: 120 });
    expect(limited.status.requestsPerSecond).toBe(2);
    await limited.run(
      async turn => limited.refused(turn, { retryAfterMs: undefined }),
      { url },
    );
    expect(limited.status.hasSeenLimiter).toBe(true);
  });

  it('fails at once while it is closed, even if no slot is free', async () => {
    const budget = createBudget();
    const { add } = createTasks(budget);
    add('a', { lastsMs: 30_000 });
    add('b', { lastsMs: 30_000 });
    await advance(1);
    budget.close({ durationMs: 60_000, reason: isClosed });
    const refused = add('c');
    await advance(0);
    expect(refused.error?.message).toBe(`${url} is closed`);
  });

  it('stays closed for the longer of two reasons', async () => {
    const budget = createBudget();
    const { add } = createTasks(budget);
    budget.close({ durationMs: 3_600_000, reason: () => new Error('long') });
    budget.close({ durationMs: 60_000, reason: () => new Error('short') });
    await advance(60_001);
    const refused = add('a');
    await advance(0);
    expect(refused.error?.message).toBe('long');
  });

  it('passes the error of a task on, and goes on with the next', async () => {
    const budget = createBudget();
    const failed = settle(
      budget.run(() => Promise.reject(new TypeError('a bug')), { url }),
    );
    const next = settle(budget.run(async () => 'fine', { url }));
    await advance(0);
    expect(failed.error).toBeInstanceOf(TypeError);
    expect(next.value).toBe('fine');
  });
});
