import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { checkCompleteness } from '../figures/checkCompleteness';
import { toSeconds } from '../figures/format';
import type { Measurement } from '../sweep/types';
import { withServer } from '../sweep/withServer';
import type { BenchCase, Check } from '../types';

const maxMb = 200;
const maxStorageMs = 5_000;
/** Waiting for a disk would count as work, so there is none where that can be. */
const inMemory = '/dev/shm';

function check(swept: Measurement, { run }: { run: string }): Check[] {
  const peakMb = Math.max(...swept.heap.map(({ usedMb }) => usedMb));
  const { storageMs = Infinity } = swept;
  return [
    {
      figure: `${run}: peak heap`,
      ours: `${peakMb} MB, ${swept.heap[0]?.usedMb} MB of it before the sweep`,
      bar: `under ${maxMb} MB`,
      isMet: peakMb < maxMb,
    },
    {
      figure: `${run}: processor time of memory and database`,
      ours: `${toSeconds(storageMs)} of ${toSeconds(swept.cpuMs)}`,
      bar: `under ${toSeconds(maxStorageMs)}`,
      isMet: storageMs < maxStorageMs,
    },
  ];
}

/**
 * What it takes to remember many repositories, in a database: when all are
 * new, and when nothing has changed.
 */
export const largeMemory: BenchCase = {
  name: 'large-memory',
  title:
    '100,000 repositories in 100 projects, 10,000 with the file, remembered on SQLite',
  async run() {
    const folder = mkdtempSync(
      path.join(existsSync(inMemory) ? inMemory : tmpdir(), 'bench-'),
    );
    const databaseFile = path.join(folder, 'catalog.sqlite');
    try {
      const [first, second] = await withServer(
        {
          generate: {
            projects: 100,
            repositoriesPerProject: 1000,
            filesEvery: 10,
          },
          faults: { latencyMs: 1 },
        },
        async sweep => {
          const options = {
            databaseFile,
            heapEveryMs: 2000,
            isProfiled: true,
          } as const;
          return [await sweep('ours', options), await sweep('ours', options)];
        },
      );
      return {
        measurements: [first!, second!],
        checks: [
          ...check(first!, { run: 'first run' }),
          ...check(second!, { run: 'nothing has changed' }),
          checkCompleteness({ ours: [first!, second!], expected: 10_000 }),
        ],
      };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
