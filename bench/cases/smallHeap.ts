import { checkCompleteness } from '../figures/checkCompleteness';
import { toSeconds } from '../figures/format';
import { withServer } from '../sweep/withServer';
import type { BenchCase } from '../types';

const maxMb = 400;

/**
 * Memory grows with what is emitted, not with what is read.
 */
export const smallHeap: BenchCase = {
  name: 'small-heap',
  title: '100,000 repositories in 100 projects, 10,000 with the file',
  async run() {
    const ours = await withServer(
      {
        generate: {
          projects: 100,
          repositoriesPerProject: 1000,
          filesEvery: 10,
        },
        faults: { latencyMs: 1 },
      },
      sweep => sweep('ours', { heapEveryMs: 1000 }),
    );
    const peakMb = Math.max(...ours.heap.map(({ usedMb }) => usedMb));
    return {
      measurements: [ours],
      checks: [
        {
          figure: 'peak heap',
          ours: `${peakMb} MB, ${ours.heap[0]?.usedMb} MB of it before the sweep`,
          bar: `under ${maxMb} MB`,
          isMet: peakMb < maxMb,
        },
        {
          figure: 'time',
          ours: toSeconds(ours.durationMs),
          isMet: true,
        },
        checkCompleteness({ ours: [ours], expected: 10_000 }),
      ],
    };
  },
};
