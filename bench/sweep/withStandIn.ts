import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { generate, type GenerateOptions } from '../../dev/standin/generate';
import type { HashBehaviour } from '../../dev/standin/RepositoryHashList';
import { serveStandIn } from '../../dev/standin/serveStandIn';
import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { describeMeasurement } from './describeMeasurement';
import { sweepInProcess } from './sweepInProcess';
import type { Measurement, SweepSettings } from './types';

const token = 'bench-token';

/**
 * A server that changes between runs, each of which is a process of its own
 * over the same database.
 */
export interface ChangingServer {
  readonly standIn: StandInBitbucket;
  /** Runs half an hour after the run before, as far as the process can tell. */
  sweep(options?: Pick<SweepSettings, 'runs'>): Promise<Measurement>;
  /** The paths that the last process asked for, below the API. */
  paths(): string[];
}

/**
 * Serves a stand-in from this process for as long as it is used.
 */
export async function withStandIn<T>(
  options: { generate: GenerateOptions; hashes?: HashBehaviour },
  use: (server: ChangingServer) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const standIn = new StandInBitbucket({
    model: generate(options.generate),
    hashes: options.hashes,
    baseUrl: 'http://127.0.0.1',
    credentials: { token },
  });
  const served = await serveStandIn({ standIn });
  standIn.moveTo(served.url);
  const { projects, repositoriesPerProject } = options.generate;
  let halfHours = 0;
  const sweep: ChangingServer['sweep'] = async settings => {
    standIn.log.clear();
    const { total } = standIn.log;
    const result = await sweepInProcess({
      module: 'ours',
      token,
      restApi: `${served.url}/rest/api/1.0`,
      databaseFile: path.join(folder, 'catalog.sqlite'),
      clockAheadMs: halfHours * 30 * 60_000,
      givesTargets: true,
      ...settings,
    });
    halfHours += settings?.runs ?? 1;
    const measurement = {
      module: 'ours' as const,
      repositories: projects * repositoriesPerProject,
      ...result,
      stats: { ...served.stats(), requests: standIn.log.total - total },
    };
    process.stderr.write(`  ${describeMeasurement(measurement)}\n`);
    return measurement;
  };
  try {
    return await use({
      standIn,
      sweep,
      paths: () => standIn.requests.map(each => each.path),
    });
  } finally {
    await served.close();
    rmSync(folder, { recursive: true });
  }
}
