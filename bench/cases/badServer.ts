import { checkCompleteness } from '../figures/checkCompleteness';
import { toSeconds } from '../figures/format';
import { withServer } from '../sweep/withServer';
import type { BenchCase } from '../types';

/**
 * A server on a bad day: one request in ten goes wrong.
 */
export const badServer: BenchCase = {
  name: 'bad-server',
  title:
    '5 % of answers 503, 5 % of connections reset, 500 repositories in 10 projects',
  async run() {
    const { ours, upstream } = await withServer(
      {
        generate: { projects: 10, repositoriesPerProject: 50, filesEvery: 5 },
        faults: {
          latencyMs: 5,
          randomly: { seed: 1, share503: 0.05, shareReset: 0.05 },
        },
      },
      async sweep => ({
        ours: await sweep('ours'),
        upstream: await sweep('upstream'),
      }),
    );
    return {
      measurements: [ours, upstream],
      checks: [
        checkCompleteness({ ours: [ours], upstream, expected: 100 }),
        {
          figure: 'time',
          ours: toSeconds(ours.durationMs),
          isMet: true,
        },
      ],
    };
  },
};
