import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

import { startStandInProcess } from '../../dev/standin/startStandInProcess';
import type { GenerateOptions } from '../../dev/standin/generate';
import type { CostResult, CostSettings } from './types';

/** In the second sweep the compiler takes a sixth of the time still. */
const warmUps = 3;
const rounds = 5;
/** Below the packages, so that they are found. */
const compiled = path.resolve(
  __dirname,
  '../../node_modules/.cache/bench/cost.cjs',
);
const token = 'bench-token';
const timeoutMs = 5 * 60_000;
const run = promisify(execFile);

/**
 * Measures the cost of a request in a process of its own, against a server in
 * another one.
 */
export async function measureCost(
  options: Pick<CostSettings, 'requests' | 'inFlight'> & {
    generate: GenerateOptions;
  },
): Promise<CostResult> {
  const { generate, ...others } = options;
  const server = await startStandInProcess({
    generate,
    credentials: { token },
  });
  const { restApi } = server;
  const settings: CostSettings = {
    ...others,
    ...{ warmUps, rounds, token, restApi },
  };
  try {
    await compile();
    const { stdout } = await run(
      process.execPath,
      [compiled, JSON.stringify(settings)],
      { timeout: timeoutMs },
    );
    const seen = await server.stats();
    // A sweep and a loop each time.
    if (seen.requests < 2 * (warmUps + rounds) * options.requests) {
      throw new Error(`The server was asked no more than ${seen.requests} times`);
    }
    return JSON.parse(stdout) as CostResult;
  } finally {
    await server.stop();
  }
}

/** Without what tsx adds: it names every function whenever that is made. */
async function compile(): Promise<void> {
  await build({
    entryPoints: [path.join(__dirname, 'main.ts')],
    outfile: compiled,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
}
