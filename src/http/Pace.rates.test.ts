import { Pace } from './Pace';
import {
  createFixedWindow,
  createTokenBucket,
} from './testing/limiters';
import { simulatePace, Simulation } from './testing/simulatePace';

const MINUTE = 60_000;

type Asking = Omit<Simulation, 'limiter' | 'requests'>;

/** How long the limiter takes at best, from a bucket that is full at the start. */
function toIdealMs(options: {
  capacity: number;
  perSecond: number;
  requests: number;
}) {
  const { capacity, perSecond, requests } = options;
  return ((requests - capacity) / perSecond) * 1000;
}

/** The time over the ideal time, and the refusals, for a sweep of half a minute or so. */
function sweepBucket(
  bucket: { capacity: number; perSecond: number; isSilent?: true },
  asking: Asking = {},
) {
  const { capacity, perSecond } = bucket;
  const requests = Math.max(400, Math.round(capacity + 30 * perSecond));
  const { inFlight = 8, latencyMs = 20 } = asking;
  const { durationMs, refusalsPer100 } = simulatePace({
    ...asking,
    requests,
    limiter: createTokenBucket(bucket),
  });
  const idealMs = Math.max(
    toIdealMs({ ...bucket, requests }),
    (requests * latencyMs) / inFlight,
  );
  return { ratio: durationMs / idealMs, refusalsPer100 };
}

describe('Pace', () => {
  describe.each<[number, number, number]>([
    [60, 5, 1.15],
    [20, 20, 1.25],
    [100, 100, 1.25],
    [10, 2, 1.15],
    [200, 200, 1.15],
    [60, 60, 1.15],
    [60, 1, 1.15],
    [400, 40, 1.15],
    [30, 1, 1.15],
    [5, 5, 1.15],
    [3, 0.2, 1.15],
    [10, 30, 1.3],
    [50, 150, 1.3],
    [5, 50, 1.3],
    [1, 0.5, 1.35],
  ])('against a bucket of %p and %p a second', (capacity, perSecond, bar) => {
    it.each<[string, { isSilent?: true }, Asking]>([
      ['an answer in 20 ms', {}, {}],
      ['no Retry-After', { isSilent: true }, {}],
      ['an answer in 5 ms', {}, { latencyMs: 5 }],
      ['two in flight', {}, { inFlight: 2 }],
    ])(
      `takes at most ${bar} times the ideal, with at most 5 refusals to 100 answers, with %s`,
      (_, given, asking) => {
        const bucket = { capacity, perSecond, ...given };
        const { ratio, refusalsPer100 } = sweepBucket(bucket, asking);
        expect(ratio).toBeLessThanOrEqual(bar);
        expect(refusalsPer100).toBeLessThanOrEqual(5);
      },
    );
  });

  it.each<[string, number, Asking]>([
    ['100 ms an answer', 5, { latencyMs: 100 }],
    ['500 ms an answer', 7, { latencyMs: 500 }],
  ])(
    'finds the pace of a default limiter also with %s',
    (_, mostRefusals, asking) => {
      const bucket = { capacity: 60, perSecond: 5 };
      const { ratio, refusalsPer100 } = sweepBucket(bucket, asking);
      expect(ratio).toBeLessThanOrEqual(1.15);
      expect(refusalsPer100).toBeLessThanOrEqual(mostRefusals);
    },
  );

  it.each<[string, { passedMs?: number; isSilent?: true }, number]>([
    ['from its start', {}, 1.1],
    ['from its middle', { passedMs: 25_000 }, 1.1],
    ['without Retry-After', { isSilent: true }, 1.25],
  ])(
    'finds the pace of a window of 300 requests a minute %s',
    (_, given, bar) => {
      const limiter = createFixedWindow({
        limit: 300,
        windowMs: MINUTE,
        ...given,
      });
      const simulated = simulatePace({ limiter, requests: 1_500 });
      const idealMs = 4 * MINUTE - (given.passedMs ?? 0);
      expect(simulated.durationMs / idealMs).toBeLessThanOrEqual(bar);
      expect(simulated.refusalsPer100).toBeLessThanOrEqual(5);
    },
  );

  it.each([
    [5, 10],
    [10, 5],
    [20, 2],
    [50, 5],
    [100, 1],
    [5, 50],
    [2, 20],
    [1, 100],
  ])(
    'follows a rate that changes from %p to %p a second',
    (before, after) => {
      const changesAt = Math.max(60, 150 / before) * 1000;
      const settlesInMs =
        Math.max(30, 120 / Math.min(before, after)) * 1000;
      const settledAt = changesAt + settlesInMs;
      const lookMs = 60_000;
      const bucket = {
        capacity: 20,
        perSecond: (now: number) => (now < changesAt ? before : after),
      };
      const { answeredAt, refusalsPer100 } = simulatePace({
        limiter: createTokenBucket(bucket),
        requests: Math.round(
          20 +
            (before * changesAt + after * (settlesInMs + lookMs)) / 1000,
        ),
      });
      const inLook = answeredAt.filter(
        at => at >= settledAt && at < settledAt + lookMs,
      );
      expect(inLook.length).toBeGreaterThanOrEqual(0.85 * after * 60);
      expect(refusalsPer100).toBeLessThanOrEqual(5);
    },
  );

  it('follows what another client leaves, when it comes and when it goes', () => {
    const isThere = (now: number) => now > 2 * MINUTE && now < 5 * MINUTE;
    const { answeredAt } = simulatePace({
      limiter: createTokenBucket({
        capacity: 60,
        perSecond: 5,
        takenPerSecond: now => (isThere(now) ? 4 : 0),
      }),
      requests: 2_000,
    });
    const inMinutes = (from: number, to: number) =>
      answeredAt.filter(at => at >= from * MINUTE && at < to * MINUTE).length;
    expect(inMinutes(1, 2)).toBeGreaterThanOrEqual(0.9 * 300);
    expect(inMinutes(3, 5)).toBeGreaterThanOrEqual(0.9 * 120);
    expect(inMinutes(7, 8)).toBeGreaterThanOrEqual(0.9 * 300);
  });

  it('knows in the next sweep what the one before has taught', () => {
    const bucket = { capacity: 60, perSecond: 5 };
    const tokens = createTokenBucket(bucket);
    const pace = new Pace({ random: () => 0.5 });
    const first = simulatePace({ limiter: tokens, requests: 400, pace });
    const later = first.durationMs + 30 * MINUTE;
    const second = simulatePace({
      limiter: tokens,
      requests: 400,
      pace,
      startsAt: later,
    });
    const idealMs = toIdealMs({ ...bucket, requests: 400 });
    expect(second.durationMs / idealMs).toBeLessThanOrEqual(1.15);
    expect(second.refusalsPer100).toBeLessThanOrEqual(3);
  });
});
