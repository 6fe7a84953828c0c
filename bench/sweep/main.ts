import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';

import { createProvider } from './createProvider';
import { HeapWatch } from './HeapWatch';
import type { SweepResult, SweepSettings } from './types';

/** More than these say nothing new. */
const keptWarnings = 10;

function createLogger(warnings: string[]): LoggerService {
  const keep = (message: string) => {
    if (warnings.length < keptWarnings) {
      warnings.push(message);
    }
  };
  const logger: LoggerService = {
    debug: () => {},
    info: () => {},
    warn: keep,
    error: keep,
    child: () => logger,
  };
  return logger;
}

function toEntityRefs(mutation: EntityProviderMutation): string[] {
  const deferred =
    mutation.type === 'full' ? mutation.entities : mutation.added;
  return deferred.map(({ entity }) => stringifyEntityRef(entity));
}

async function warmUp(settings: SweepSettings): Promise<void> {
  const { warmUpRestApi: restApi } = settings;
  if (restApi !== undefined) {
    const logger = createLogger([]);
    const provider = await createProvider({ ...settings, restApi }, { logger });
    await provider.connect({
      applyMutation: async () => {},
      refresh: async () => {},
    });
    await provider.refresh(logger);
  }
}

async function sweepOnce(settings: SweepSettings): Promise<SweepResult> {
  const warnings: string[] = [];
  const logger = createLogger(warnings);
  const provider = await createProvider(settings, { logger });
  const refs = new Set<string>();
  let type: SweepResult['mutation'];
  let error: string | undefined;
  const heap = new HeapWatch({ everyMs: settings.heapEveryMs });
  await provider.connect({
    applyMutation: async mutation => {
      heap.look();
      type = mutation.type;
      toEntityRefs(mutation).forEach(ref => refs.add(ref));
    },
    refresh: async () => {},
  });
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  try {
    await provider.refresh(logger);
  } catch (cause) {
    error = String(cause);
  }
  const durationMs = performance.now() - startedAt;
  const cpu = process.cpuUsage(cpuBefore);
  heap.look();
  heap.stop();
  return {
    durationMs: Math.round(durationMs),
    cpuMs: Math.round((cpu.user + cpu.system) / 1000),
    error,
    mutation: type,
    entities: refs.size,
    warnings,
    heap: heap.samples,
  };
}

/** Sweeps once, as the first argument says, and prints the result as JSON. */
async function main(): Promise<void> {
  const settings = JSON.parse(process.argv[2] ?? '{}') as SweepSettings;
  await warmUp(settings);
  const result = await sweepOnce(settings);
  process.stdout.write(`${JSON.stringify(result)}\n`);
  // Connections that are kept alive would keep the process alive too.
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
