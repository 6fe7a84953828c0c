import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { startStandInProcess } from '../../dev/standin/startStandInProcess';
import type { GenerateOptions } from '../../dev/standin/generate';
import type { CostResult, CostSettings } from './types';

/** In the second sweep the compiler takes a sixth of the time still. */
const warmUps = 3;
const token = 'bench-token';
const timeoutMs = 5 * 60_000;
const run = promisify(execFile);

/**
 * Measures the cost of a request in a process of its own, against a server in
 * another one.
 */
export async function measureCost(
  options: Omit<CostSettings, 'restApi' | 'token' | 'warmUps'> & {
    generate: GenerateOptions;
  },
): Promise<CostResult> {
  const { generate, ...others } = options;
  const server = await startStandInProcess({
    generate,
    credentials: { token },
  });
  const { restApi } = server;
  const settings: CostSettings = { ...others, warmUps, token, restApi };
  try {
    const { stdout } = await run(
      process.execPath,
      [
        '--import',
        pathToFileURL(require.resolve('tsx')).href,
        path.join(__dirname, 'main.ts'),
        JSON.stringify(settings),
      ],
      { timeout: timeoutMs },
    );
    const seen = await server.stats();
    // A sweep and a loop each time, and those that count.
    if (seen.requests < 2 * (warmUps + 1) * options.requests) {
      throw new Error(`The server was asked no more than ${seen.requests} times`);
    }
    return JSON.parse(stdout) as CostResult;
  } finally {
    await server.stop();
  }
}
