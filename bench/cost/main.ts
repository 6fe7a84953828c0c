import { monitorEventLoopDelay } from 'node:perf_hooks';

import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import fetch from 'node-fetch';

import { toMiddle } from '../figures/toMiddle';
import { createProvider } from '../sweep/createProvider';
import type { CostResult, CostSettings } from './types';

const logger: LoggerService = {
  debug: () => {},
  info: () => {},
  warn: fail,
  error: fail,
  child: () => logger,
};

const lifecycle: LifecycleService = {
  addStartupHook: () => {},
  addShutdownHook: () => {},
};

function fail(message: string): never {
  throw new Error(`The sweep did not go well: ${message}`);
}

/** The processor time that some work takes, with all threads. */
async function toCpuMs(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Lists what there is, and then browses one root so many times. */
async function loop(settings: CostSettings): Promise<void> {
  const { restApi, token, requests, inFlight } = settings;
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${token}`,
  };
  const ask = async (path: string) => {
    const response = await fetch(`${restApi}${path}`, { headers });
    return JSON.parse(await response.text()) as unknown;
  };
  const { values } = (await ask('/repos?limit=1')) as {
    values: { slug: string; project: { key: string } }[];
  };
  const [first] = values;
  const path = `/projects/${first?.project.key}/repos/${first?.slug}/browse?limit=1000`;
  let left = requests;
  const askOn = async () => {
    while (left > 0) {
      left -= 1;
      await ask(path);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, askOn));
}

/** A sweep that nothing is known before of, so that it asks for everything. */
async function createSweep({
  restApi,
  token,
}: CostSettings): Promise<() => Promise<void>> {
  const services = { logger, lifecycle };
  const provider = await createProvider(
    { module: 'ours', restApi, token },
    services,
  );
  await provider.connect({
    applyMutation: async () => {},
    refresh: async () => {},
  });
  return () => provider.refresh(logger);
}

/** Sweeps and loops take turns, so that both meet the same machine. */
async function measure(settings: CostSettings): Promise<CostResult> {
  const { requests, warmUps, rounds } = settings;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  const oursMs: number[] = [];
  const bareMs: number[] = [];
  const by = (ms: number) => ms;
  for (let round = 1; round <= warmUps + rounds; round += 1) {
    const sweep = await createSweep(settings);
    const isWarm = round > warmUps;
    if (isWarm) {
      delay.enable();
    }
    const swept = await toCpuMs(sweep);
    delay.disable();
    const looped = await toCpuMs(() => loop(settings));
    if (isWarm) {
      oursMs.push(swept / requests);
      bareMs.push(looped / requests);
    }
  }
  return {
    oursMs: toMiddle(oursMs, { by }),
    bareMs: toMiddle(bareMs, { by }),
    delayMs: delay.percentile(99) / 1e6,
  };
}

/** Measures as the first argument says, and prints the result as JSON. */
async function main(): Promise<void> {
  const settings = JSON.parse(process.argv[2] ?? '{}') as CostSettings;
  const result = await measure(settings);
  process.stdout.write(`${JSON.stringify(result)}\n`);
  // Connections that are kept alive would keep the process alive too.
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
