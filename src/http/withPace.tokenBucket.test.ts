import { TokenBucket } from '../../dev/standin/faults/TokenBucket';
import { TokenBucketSettings } from '../../dev/standin/faults/types';
import { HostBudget } from './HostBudget';
import { answer, request } from './testing/answers';
import { useFakeTime } from './testing/useFakeTime';
import { withPace } from './withPace';

const REQUESTS = 400;
const probeUrl = 'https://git.example.com/rest/probe';

/** The limits of a real server: 60 requests at once, 5 a second. */
const settings: TokenBucketSettings = { capacity: 60, refillPerSecond: 5 };

interface Simulated {
  answers: number;
  refusals: number;
  /** How long it took, over how long it takes at best. */
  ratio: number;
}

interface Simulating {
  bucket: TokenBucketSettings;
  maxConcurrentRequests?: number;
  /** What the server says in place of the truth. */
  retryAfter?: string | null;
  /** Asks for one after the other, as paging does, in place of all at once. */
  inTurn?: boolean;
}

/** Asks 400 times, each as soon as the budget lets it, in time that is made up. */
async function simulate(options: Simulating): Promise<Simulated> {
  const { bucket, maxConcurrentRequests = 8, retryAfter } = options;
  const tokens = new TokenBucket({ clock: Date, settings: bucket });
  const simulated: Simulated = { answers: 0, refusals: 0, ratio: 0 };
  const fetch = withPace(
    async () => {
      await new Promise(resolve => {
        setTimeout(resolve, 40);
      });
      const seconds = tokens.take();
      if (seconds === 0) {
        return answer(200);
      }
      simulated.refusals += 1;
      const header = retryAfter === undefined ? String(seconds) : retryAfter;
      return answer(429, { headers: header ? { 'retry-after': header } : {} });
    },
    {
      budget: new HostBudget({
        maxConcurrentRequests,
        random: () => 0.5,
      }),
      waitsAfterRefusal: true,
      probeUrl,
    },
  );
  const start = Date.now();
  const { capacity, refillPerSecond, competingPerSecond = 0 } = bucket;
  const bestMs =
    ((REQUESTS - capacity) / (refillPerSecond - competingPerSecond)) * 1000;
  const get = async () => {
    const { status } = await fetch(request());
    simulated.answers += status === 200 ? 1 : 0;
    simulated.ratio = (Date.now() - start) / bestMs;
  };
  const getInTurn = async () => {
    for (let i = 0; i < REQUESTS; i += 1) {
      await get();
      await new Promise(resolve => {
        setTimeout(resolve, 1);
      });
    }
  };
  const all = options.inTurn
    ? [getInTurn()]
    : Array.from({ length: REQUESTS }, get);
  await jest.advanceTimersByTimeAsync(2 * bestMs);
  await Promise.all(all);
  return simulated;
}

beforeEach(() => useFakeTime());
afterEach(() => jest.useRealTimers());

describe('withPace against a token bucket', () => {
  it.each<[string, Simulating & { mostRefusals?: number }]>([
    ['alone', { bucket: settings }],
    ['alone, one request after the other', { bucket: settings, inTurn: true }],
    [
      'alone, 25 at once',
      { bucket: settings, maxConcurrentRequests: 25, mostRefusals: 10 },
    ],
    ['alone, without Retry-After', { bucket: settings, retryAfter: null }],
    ['alone, with rubbish', { bucket: settings, retryAfter: 'soon' }],
    ['alone, told to come at once', { bucket: settings, retryAfter: '0' }],
    [
      'beside a client that takes 4 of 5 tokens',
      { bucket: { ...settings, competingPerSecond: 4 } },
    ],
    [
      'beside such a client, one request after the other',
      { bucket: { ...settings, competingPerSecond: 4 }, inTurn: true },
    ],
    [
      'beside such a client, without Retry-After',
      { bucket: { ...settings, competingPerSecond: 4 }, retryAfter: null },
    ],
    [
      'beside such a client, told to come at once',
      { bucket: { ...settings, competingPerSecond: 4 }, retryAfter: '0' },
    ],
  ])(
    'gets every answer, is refused rarely, and loses little time, %s',
    async (_, { mostRefusals = 5, ...options }) => {
      const { answers, refusals, ratio } = await simulate(options);
      expect(answers).toBe(REQUESTS);
      expect((100 * refusals) / answers).toBeLessThanOrEqual(
        mostRefusals,
      );
      expect(ratio).toBeLessThanOrEqual(1.15);
    },
  );
});
