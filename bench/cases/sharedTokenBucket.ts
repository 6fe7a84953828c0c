import { checkCompleteness } from '../figures/checkCompleteness';
import { toSeconds } from '../figures/format';
import { toIdealBucketMs } from '../figures/idealTimes';
import { toRefusals } from '../figures/toRefusals';
import { withServer } from '../sweep/withServer';
import type { BenchCase } from '../types';

const bucket = { capacity: 60, refillPerSecond: 5, competingPerSecond: 4 };

/**
 * The same limiter, with another client on the account that leaves one token
 * in five.
 */
export const sharedTokenBucket: BenchCase = {
  name: 'shared-token-bucket',
  title:
    'token bucket of 60 refilled at 5 a second, of which another client takes 4, 90 repositories',
  async run() {
    const { ours, upstream } = await withServer(
      {
        generate: { projects: 3, repositoriesPerProject: 30 },
        faults: { latencyMs: 20, tokenBucket: bucket },
      },
      async sweep => ({
        ours: await sweep('ours'),
        upstream: await sweep('upstream'),
      }),
    );
    const { answered, refusedPer100 } = toRefusals(ours.stats);
    const idealMs = toIdealBucketMs({
      requests: answered,
      capacity: bucket.capacity,
      refillPerSecond: bucket.refillPerSecond - bucket.competingPerSecond,
    });
    return {
      idealMs,
      measurements: [ours, upstream],
      checks: [
        checkCompleteness({ ours: [ours], upstream, expected: 90 }),
        {
          figure: 'refusals to 100 answers',
          ours: refusedPer100.toFixed(1),
          upstream: toRefusals(upstream.stats).refusedPer100.toFixed(1),
          isMet: true,
        },
        {
          figure: 'time',
          ours: toSeconds(ours.durationMs),
          ideal: toSeconds(idealMs),
          isMet: true,
        },
      ],
    };
  },
};
