import { checkCompleteness } from '../figures/checkCompleteness';
import { toSeconds } from '../figures/format';
import { withServer } from '../sweep/withServer';
import type { BenchCase } from '../types';

const maxMs = 5_000;

/**
 * What is found is told as it is found, long before everything was looked at.
 */
export const firstEntity: BenchCase = {
  name: 'first-entity',
  title: '400 repositories behind 20 requests a second: the first entity',
  async run() {
    const { ours, upstream } = await withServer(
      {
        generate: { projects: 8, repositoriesPerProject: 50, filesEvery: 4 },
        faults: {
          latencyMs: 20,
          tokenBucket: { capacity: 20, refillPerSecond: 20 },
        },
      },
      async sweep => ({
        ours: await sweep('ours'),
        upstream: await sweep('upstream'),
      }),
    );
    const { firstEntityMs = Infinity } = ours;
    return {
      measurements: [ours, upstream],
      checks: [
        {
          figure: 'first entity after',
          ours: toSeconds(firstEntityMs),
          upstream:
            upstream.firstEntityMs === undefined
              ? 'never'
              : toSeconds(upstream.firstEntityMs),
          bar: `at most ${toSeconds(maxMs)}`,
          isMet: firstEntityMs <= maxMs,
        },
        {
          figure: 'all of them after',
          ours: toSeconds(ours.durationMs),
          isMet: true,
        },
        checkCompleteness({ ours: [ours], upstream, expected: 100 }),
      ],
    };
  },
};
