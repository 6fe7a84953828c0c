import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { toCount } from '../figures/format';
import { toRefusals } from '../figures/toRefusals';
import type { Measurement } from '../sweep/types';
import { withServer } from '../sweep/withServer';
import type { BenchCase } from '../types';

const repositories = 600;
const files = 150;
const stopAfterMs = 10_000;
/** More than are needed where every run begins anew. */
const maxProcesses = 12;
const maxRequestsPerRepository = 1.15;

/** No process tells again what another one has told. */
function countFound(processes: readonly Measurement[]): number {
  return processes.reduce((sum, { entities }) => sum + entities, 0);
}

/**
 * Deployments come faster than a run ends: each process is stopped after ten
 * seconds, and the next one goes on.
 */
export const cutOffRuns: BenchCase = {
  name: 'cut-off-runs',
  title:
    '600 repositories behind 20 requests a second, each process stopped after 10 s',
  async run() {
    const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
    const databaseFile = path.join(folder, 'catalog.sqlite');
    try {
      const processes = await withServer(
        {
          generate: { projects: 6, repositoriesPerProject: 100, filesEvery: 4 },
          faults: {
            latencyMs: 20,
            tokenBucket: { capacity: 20, refillPerSecond: 20 },
          },
        },
        async sweep => {
          const measured: Measurement[] = [];
          while (
            measured.length < maxProcesses &&
            countFound(measured) < files
          ) {
            const goesOn = measured.length > 0 ? { goesOn: true as const } : {};
            measured.push(
              await sweep('ours', {
                ...{ stopAfterMs, databaseFile, ...goesOn },
                stopAtEntities: files - countFound(measured),
              }),
            );
          }
          return measured;
        },
      );
      const first = processes[0]!;
      const last = processes.at(-1)!;
      const perRepository = toRefusals(last.stats).answered / repositories;
      return {
        measurements: processes,
        checks: [
          {
            figure: 'requests a repository, lists included',
            ours: perRepository.toFixed(2),
            bar: `at most ${maxRequestsPerRepository}`,
            isMet: perRepository <= maxRequestsPerRepository,
          },
          {
            figure: 'found after the first process',
            ours: `${toCount(first.entities)} of ${toCount(files)}`,
            bar: 'some',
            isMet: first.entities > 0,
          },
          {
            figure: 'processes until the catalog is complete',
            ours: `${processes.length}`,
            isMet: countFound(processes) === files,
          },
        ],
      };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
