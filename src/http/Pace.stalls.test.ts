import { createTokenBucket } from './testing/limiters';
import { simulatePace } from './testing/simulatePace';

const stalls = { everyMs: 2_300, forMs: 150 };
const seeds = [1, 7, 4_711];

/** Too small for what comes together in a stall, and refilled fast enough to miss it. */
const buckets = [
  { capacity: 1, perSecond: 20 },
  { capacity: 1, perSecond: 40 },
  { capacity: 2, perSecond: 40 },
  { capacity: 3, perSecond: 40 },
  { capacity: 3, perSecond: 80 },
  { capacity: 4, perSecond: 80 },
  { capacity: 5, perSecond: 80 },
  { capacity: 6, perSecond: 100 },
];

describe('Pace', () => {
  describe.each(buckets)(
    'on a way that stalls, against a bucket of $capacity and $perSecond a second',
    ({ capacity, perSecond }) => {
      it.each(seeds)(
        'takes little more than twice the ideal time, and is refused rarely (seed %i)',
        seed => {
          const requests = 60 * perSecond;
          const swept = simulatePace({
            limiter: createTokenBucket({ capacity, perSecond }),
            requests,
            stalls,
            seed,
          });
          const idealMs = ((requests - capacity) / perSecond) * 1000;
          expect(swept.durationMs / idealMs).toBeLessThan(2.2);
          expect(swept.refusalsPer100).toBeLessThan(2);
        },
      );
    },
  );

  it.each([
    { capacity: 1, perSecond: 20 },
    { capacity: 3, perSecond: 40 },
    { capacity: 10, perSecond: 40 },
  ])(
    'goes on while the server takes long for one request, against a bucket of $capacity and $perSecond a second',
    ({ capacity, perSecond }) => {
      const requests = 60 * perSecond;
      const sweep = (slow?: { oneOf: number; forMs: number }) =>
        simulatePace({
          limiter: createTokenBucket({ capacity, perSecond }),
          requests,
          slow,
        }).durationMs;
      const forMs = 5_000;
      expect(sweep({ oneOf: 200, forMs })).toBeLessThan(1.2 * sweep() + forMs);
    },
  );
});
