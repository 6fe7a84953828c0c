import { checkCompleteness } from '../figures/checkCompleteness';
import { toSeconds } from '../figures/format';
import { withServer } from '../sweep/withServer';
import type { BenchCase } from '../types';

const maxMb = 400;

/**
 * Memory grows with what is emitted, not with what is read. The time is that of
 * a sweep in which no collection is forced.
 */
export const smallHeap: BenchCase = {
  name: 'small-heap',
  title: '100,000 repositories in 100 projects, 10,000 with the file',
  async run() {
    const { timed, watched } = await withServer(
      {
        generate: {
          projects: 100,
          repositoriesPerProject: 1000,
          filesEvery: 10,
        },
        faults: { latencyMs: 1 },
      },
      async sweep => ({
        timed: await sweep('ours'),
        watched: await sweep('ours', { heapEveryMs: 1000 }),
      }),
    );
    const { heap } = watched;
    const peakMb = Math.max(...heap.map(({ usedMb }) => usedMb));
    return {
      measurements: [timed, watched],
      checks: [
        {
          figure: 'peak heap',
          ours: `${peakMb} MB, ${heap[0]?.usedMb} MB of it before the sweep`,
          bar: `under ${maxMb} MB`,
          isMet: peakMb < maxMb,
        },
        {
          figure: 'time',
          ours: toSeconds(timed.durationMs),
          isMet: true,
        },
        checkCompleteness({ ours: [timed, watched], expected: 10_000 }),
      ],
    };
  },
};
