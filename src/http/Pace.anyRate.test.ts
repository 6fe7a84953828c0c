import { Pace } from './Pace';
import { createTokenBucket } from './testing/limiters';
import { simulatePace } from './testing/simulatePace';

const IN_FLIGHT = 8;
const PAUSE_MS = 30 * 60_000;
const lengths = [100, 200, 400, 1_000];
const seeds = [1, 7, 4_711];

/** Buckets of all sizes, refilled at all rates. */
const buckets = [0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200].flatMap(perSecond =>
  [1, 2, 5, 10, 20, 60, 100, 200].map(capacity => ({ capacity, perSecond })),
);

type Bucket = (typeof buckets)[number] & { isSilent?: true };

/** A sweep by a new process, and one more by the same half an hour later. */
function sweepTwice(
  bucket: Bucket,
  { requests, seed }: { requests: number; seed: number },
) {
  const limiter = createTokenBucket(bucket);
  const pace = new Pace({ random: () => 0.5 });
  const asking = { limiter, requests, pace, seed, inFlight: IN_FLIGHT };
  const first = simulatePace(asking);
  const startsAt = first.durationMs + PAUSE_MS;
  return { first, later: simulatePace({ ...asking, startsAt }) };
}

/** Sweeps that the bucket limits, of each length and with each seed. */
function sweepAll(bucket: Bucket) {
  return lengths
    .filter(requests => requests >= 1.5 * bucket.capacity)
    .flatMap(requests =>
      seeds.map(seed => ({
        requests,
        seed,
        ...sweepTwice(bucket, { requests, seed }),
      })),
    );
}

/**
 * What is under way at the first two refusals is refused whoever asks: two,
 * and one more for every dozen that a full bucket has granted before. And one
 * that does not say when to come back is asked after 1, 2 and 4 s.
 */
function toInherentRefusals({ capacity, perSecond, isSilent }: Bucket) {
  const underWay = Math.min(IN_FLIGHT, 2 + capacity / 12);
  const inVain = isSilent ? Math.max(0, Math.ceil(-Math.log2(perSecond))) : 0;
  return 2 * (underWay + inVain);
}

describe('Pace', () => {
  describe.each(buckets)(
    'against a bucket of $capacity and $perSecond a second',
    ({ capacity, perSecond }) => {
      it.each<[string, { isSilent?: true }]>([
        ['with Retry-After', {}],
        ['without Retry-After', { isSilent: true }],
      ])('is refused rarely from the first sweep on, %s', (_, given) => {
        const bucket = { capacity, perSecond, ...given };
        for (const { requests, seed, first, later } of sweepAll(bucket)) {
          const inherentPer100 = (100 * toInherentRefusals(bucket)) / requests;
          const most = requests < 400 ? inherentPer100 + 5 : 5;
          const seen = [first, later].map(sweep => sweep.refusalsPer100);
          const isMet = seen.every(refusalsPer100 => refusalsPer100 <= most);
          expect({ requests, seed, seen, isMet }).toMatchObject({
            isMet: true,
          });
        }
      });
    },
  );

  // A smaller bucket runs over in the second that any Retry-After lasts.
  describe.each(
    buckets.filter(({ capacity, perSecond }) => capacity >= perSecond),
  )(
    'against a bucket of $capacity and $perSecond a second',
    ({ capacity, perSecond }) => {
      it('loses little more than the time of the first two refusals', () => {
        const bucket = { capacity, perSecond };
        const holdMs = 1000 * Math.ceil(1 / perSecond);
        for (const sweep of sweepAll(bucket)) {
          const { requests, seed, first, later } = sweep;
          const share = capacity < 5 ? 1.4 : 1.2;
          const idealMs = ((requests - capacity) / perSecond) * 1000;
          const ms = [first, later].map(({ durationMs }) => durationMs);
          const isMet = ms.every(each => each <= share * idealMs + 2 * holdMs);
          expect({ requests, seed, idealMs, ms, isMet }).toMatchObject({
            isMet: true,
          });
        }
      });
    },
  );
});
