import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { checkCompleteness } from '../figures/checkCompleteness';
import { toSeconds } from '../figures/format';
import type { Measurement, SweepSettings } from '../sweep/types';
import { type Sweep, withServer } from '../sweep/withServer';
import type { BenchCase, Check } from '../types';

const maxMb = 200;
const maxStorageMs = 5_000;
/** Waiting for a disk would count as work, so there is none where that can be. */
const inMemory = '/dev/shm';

const first = 'first run';
const second = 'nothing has changed';

/**
 * Sweeps twice with one database. The heap and the processor are watched in
 * sweeps of their own: a collection that is forced throws away compiled code
 * too, so that memory and database take twice the time.
 */
async function sweepTwice(
  sweep: Sweep,
  options: Pick<SweepSettings, 'heapEveryMs' | 'isProfiled'>,
): Promise<readonly [Measurement, Measurement]> {
  const folder = mkdtempSync(
    path.join(existsSync(inMemory) ? inMemory : tmpdir(), 'bench-'),
  );
  const databaseFile = path.join(folder, 'catalog.sqlite');
  const sweepOurs = () => sweep('ours', { ...options, databaseFile });
  try {
    return [await sweepOurs(), await sweepOurs()];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function checkHeap({ heap }: Measurement, { run }: { run: string }): Check {
  const peakMb = Math.max(...heap.map(({ usedMb }) => usedMb));
  return {
    figure: `${run}: peak heap`,
    ours: `${peakMb} MB, ${heap[0]?.usedMb} MB of it before the sweep`,
    bar: `under ${maxMb} MB`,
    isMet: peakMb < maxMb,
  };
}

function checkProcessor(
  { storageMs = Infinity, cpuMs }: Measurement,
  { run }: { run: string },
): Check {
  return {
    figure: `${run}: processor time of memory and database`,
    ours: `${toSeconds(storageMs)} of ${toSeconds(cpuMs)}`,
    bar: `under ${toSeconds(maxStorageMs)}`,
    isMet: storageMs < maxStorageMs,
  };
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
    const generate = {
      projects: 100,
      repositoriesPerProject: 1000,
      filesEvery: 10,
    };
    const { heap, processor } = await withServer(
      { generate, faults: { latencyMs: 1 } },
      async sweep => ({
        heap: await sweepTwice(sweep, { heapEveryMs: 2000 }),
        processor: await sweepTwice(sweep, { isProfiled: true }),
      }),
    );
    const measurements = [...heap, ...processor];
    return {
      measurements,
      checks: [
        checkHeap(heap[0], { run: first }),
        checkProcessor(processor[0], { run: first }),
        checkHeap(heap[1], { run: second }),
        checkProcessor(processor[1], { run: second }),
        checkCompleteness({ ours: measurements, expected: 10_000 }),
      ],
    };
  },
};
