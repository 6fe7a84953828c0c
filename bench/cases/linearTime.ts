import { checkCompleteness } from '../figures/checkCompleteness';
import { toCount, toSeconds, toTimes } from '../figures/format';
import { toIdealSweepMs } from '../figures/idealTimes';
import { repeat } from '../figures/repeat';
import { toMedian } from '../figures/toMedian';
import { withServer } from '../sweep/withServer';
import type { Measurement } from '../sweep/types';
import type { BenchCase } from '../types';

const latencyMs = 5;
const inFlight = 8;
const filesEvery = 5;
const repositoriesPerProject = 50;

function sweepServer(options: { projects: number; times: number }) {
  const { projects, times } = options;
  return withServer(
    {
      generate: { projects, repositoriesPerProject, filesEvery },
      faults: { latencyMs },
      isWarm: true,
    },
    sweep => repeat(times, () => sweep('ours')),
  );
}

function toIdealMs({ stats }: Measurement): number {
  return toIdealSweepMs({ requests: stats.requests, latencyMs, inFlight });
}

/**
 * Ten times the repositories take ten times the time, and a little. The sizes
 * between are there for the plot.
 */
export const linearTime: BenchCase = {
  name: 'linear-time',
  title: '10,000 repositories in 200 projects, 5 ms an answer',
  async run() {
    const small = await sweepServer({ projects: 20, times: 3 });
    const between = [
      ...(await sweepServer({ projects: 50, times: 1 })),
      ...(await sweepServer({ projects: 100, times: 1 })),
    ];
    const large = await sweepServer({ projects: 200, times: 3 });
    const [one, ten] = [toMedian(small), toMedian(large)];
    const ratio = ten.durationMs / one.durationMs;
    const idealMs = toIdealMs(ten);
    return {
      idealMs,
      measurements: [...small, ...between, ...large],
      checks: [
        {
          figure: 'time, against a tenth of the work',
          ours: `${toSeconds(ten.durationMs)}, ${toTimes(ratio)} the ${toSeconds(one.durationMs)} for ${toCount(one.repositories)}`,
          ideal: toSeconds(idealMs),
          bar: 'at most 11 times',
          isMet: ratio <= 11,
        },
        checkCompleteness({ ours: large, expected: 2000 }),
      ],
    };
  },
};
