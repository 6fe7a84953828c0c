import { checkCompleteness } from '../figures/checkCompleteness';
import { toSeconds, toTimes } from '../figures/format';
import { toIdealBucketMs } from '../figures/idealTimes';
import { toRefusals } from '../figures/toRefusals';
import { withServer } from '../sweep/withServer';
import type { BenchCase } from '../types';

const bucket = { capacity: 60, refillPerSecond: 5 };

/**
 * The limiter a Bitbucket comes with, alone on the account.
 */
export const tokenBucket: BenchCase = {
  name: 'token-bucket',
  title: 'token bucket of 60 refilled at 5 a second, 400 repositories',
  async run() {
    const { ours, upstream } = await withServer(
      {
        generate: { projects: 4, repositoriesPerProject: 100 },
        faults: { latencyMs: 20, tokenBucket: bucket },
      },
      async sweep => ({
        ours: await sweep('ours'),
        upstream: await sweep('upstream'),
      }),
    );
    const { answered, refusedPer100 } = toRefusals(ours.stats);
    const idealMs = toIdealBucketMs({ requests: answered, ...bucket });
    const slower = ours.durationMs / idealMs;
    return {
      idealMs,
      measurements: [ours, upstream],
      checks: [
        checkCompleteness({ ours: [ours], upstream, expected: 400 }),
        {
          figure: 'refusals to 100 answers',
          ours: refusedPer100.toFixed(1),
          upstream: toRefusals(upstream.stats).refusedPer100.toFixed(1),
          bar: 'at most 5',
          isMet: refusedPer100 <= 5,
        },
        {
          figure: 'time',
          ours: `${toSeconds(ours.durationMs)}, ${toTimes(slower)} the ideal`,
          ideal: toSeconds(idealMs),
          bar: 'at most 1.15 times',
          isMet: slower <= 1.15,
        },
      ],
    };
  },
};
