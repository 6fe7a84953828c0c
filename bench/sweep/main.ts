import { setTimeout as sleep } from 'node:timers/promises';
import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  DeferredEntity,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { speedUpTime } from '../../soak/time/speedUpTime';

import { createProvider } from './createProvider';
import { setClockAhead } from './setClockAhead';
import { HeapWatch } from './HeapWatch';
import { ProcessorWatch } from './ProcessorWatch';
import type { SweepResult, SweepSettings } from './types';

/** More than these say nothing new. */
const keptWarnings = 10;
const halfHourMs = 30 * 60_000;
const neverMs = 2 ** 31 - 1;

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

/** Keeps what the catalog holds, as far as it was told. */
function applyTo(targets: Set<string>, mutation: EntityProviderMutation): void {
  if (mutation.type === 'full') {
    targets.clear();
    mutation.entities.forEach(each => targets.add(toTarget(each)));
    return;
  }
  mutation.removed.forEach(each => {
    if ('entity' in each) {
      targets.delete(toTarget(each));
    }
  });
  mutation.added.forEach(each => targets.add(toTarget(each)));
}

function toTarget({ entity }: DeferredEntity): string {
  return String(entity.spec?.target);
}

/** Has what is to be done at a stop done. */
function createLifecycle() {
  const hooks: (() => void | Promise<void>)[] = [];
  return {
    service: {
      addShutdownHook: (hook: () => void | Promise<void>) => {
        hooks.push(hook);
      },
    } as LifecycleService,
    stop: async () => {
      await Promise.all(hooks.map(async hook => hook()));
    },
  };
}

function toAdded(mutation: EntityProviderMutation): string[] {
  const deferred =
    mutation.type === 'full' ? mutation.entities : mutation.added;
  return deferred.map(({ entity }) => stringifyEntityRef(entity));
}

async function warmUp(settings: SweepSettings): Promise<void> {
  const { warmUpRestApi: restApi, module, token } = settings;
  if (restApi !== undefined) {
    const logger = createLogger([]);
    const lifecycle = createLifecycle().service;
    const provider = await createProvider(
      { module, token, restApi },
      { logger, lifecycle },
    );
    await provider.connect({
      applyMutation: async () => {},
      refresh: async () => {},
    });
    await provider.refresh(logger);
  }
}

/** Runs as often as is asked for, each as soon as the one before has ended. */
async function sweepAll(settings: SweepSettings): Promise<SweepResult> {
  const { runs = 1, stopAfterMs } = settings;
  const warnings: string[] = [];
  const failures: string[] = [];
  const logger = createLogger(warnings);
  const lifecycle = createLifecycle();
  const provider = await createProvider(settings, {
    logger,
    lifecycle: lifecycle.service,
  });
  const refs = new Set<string>();
  const targets = new Set<string>();
  let type: SweepResult['mutation'];
  let firstEntityMs: number | undefined;
  const processor = settings.isProfiled && new ProcessorWatch();
  await processor?.start();
  const heap = new HeapWatch({ everyMs: settings.heapEveryMs });
  const enough = new AbortController();
  const startedAt = performance.now();
  await provider.connect({
    applyMutation: async mutation => {
      heap.look();
      type = mutation.type;
      applyTo(targets, mutation);
      toAdded(mutation).forEach(ref => refs.add(ref));
      if (refs.size >= (settings.stopAtEntities ?? Infinity)) {
        enough.abort();
      }
      if (refs.size > 0) {
        firstEntityMs ??= Math.round(performance.now() - startedAt);
      }
    },
    refresh: async () => {},
  });
  const cpuBefore = process.cpuUsage();
  const stopped = sleep(stopAfterMs ?? neverMs, undefined, {
    signal: enough.signal,
  }).then(
    () => 'stop',
    () => 'stop',
  );
  for (let run = 1; run <= runs; run += 1) {
    if (type !== undefined && settings.runsUntil === type) {
      break;
    }
    if (settings.clockAheadMs !== undefined) {
      setClockAhead(settings.clockAheadMs + (run - 1) * halfHourMs);
    }
    try {
      const running = provider.refresh(logger);
      if ((await Promise.race([running, stopped])) === 'stop') {
        running.catch(() => {});
        await lifecycle.stop();
        break;
      }
    } catch (cause) {
      failures.push(String(cause));
    }
  }
  const durationMs = performance.now() - startedAt;
  const cpu = process.cpuUsage(cpuBefore);
  const spent = await processor?.stop();
  heap.look();
  heap.stop();
  return {
    durationMs: Math.round(durationMs),
    cpuMs: Math.round((cpu.user + cpu.system) / 1000),
    ...spent,
    error: failures[0],
    failures,
    mutation: type,
    entities: refs.size,
    targets: settings.givesTargets && [...targets].sort(),
    firstEntityMs,
    warnings,
    heap: heap.samples,
  };
}

/** Sweeps as the first argument says, and prints the result as JSON. */
async function main(): Promise<void> {
  const settings = JSON.parse(process.argv[2] ?? '{}') as SweepSettings;
  if (settings.fasterBy !== undefined) {
    speedUpTime({ factor: settings.fasterBy });
  }
  await warmUp(settings);
  const result = await sweepAll(settings);
  // All of it, since a pipe takes a long text in parts.
  await new Promise(resolve => {
    process.stdout.write(`${JSON.stringify(result)}\n`, resolve);
  });
  // Connections that are kept alive would keep the process alive too.
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
