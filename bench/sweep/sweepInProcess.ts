import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import type { SweepResult, SweepSettings } from './types';

const timeoutMs = 10 * 60_000;
/** The answer of a server with tens of thousands of files is long. */
const maxBuffer = 64 * 1024 * 1024;
const run = promisify(execFile);

/**
 * Sweeps in a process of its own, so that every heap is fresh.
 */
export async function sweepInProcess(
  settings: SweepSettings,
): Promise<SweepResult> {
  const { stdout } = await run(
    process.execPath,
    [
      ...(settings.heapEveryMs === undefined ? [] : ['--expose-gc']),
      '--import',
      pathToFileURL(require.resolve('tsx')).href,
      path.join(__dirname, 'main.ts'),
      JSON.stringify(settings),
    ],
    { timeout: timeoutMs, maxBuffer },
  );
  return JSON.parse(stdout) as SweepResult;
}
