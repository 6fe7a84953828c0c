import type { Entity } from '@backstage/catalog-model';
import type { CatalogHttpApi, ScheduledTask } from './CatalogHttpApi';
import { pollUntil } from './pollUntil';

/** The catalog reads files in waves, about a second apart. */
const SETTLED_MS = 3_000;
const SWEEP_DEADLINE_MS = 24 * 60 * 60_000;
const SETTLE_DEADLINE_MS = 120_000;

/**
 * Waits until every provider has ended its first run and the catalog has read
 * what was found, and gives what there is then.
 */
export async function waitForDiscovery(
  catalog: CatalogHttpApi,
): Promise<{ tasks: ScheduledTask[]; entities: Entity[] }> {
  const tasks = await pollUntil('every provider has run', {
    deadlineMs: SWEEP_DEADLINE_MS,
    ask: async () => {
      const all = await catalog.listTasks();
      const haveRun = all.every(({ taskState }) => taskState?.lastRunEndedAt);
      return all.length > 0 && haveRun ? all : undefined;
    },
  });

  let entities: Entity[] = [];
  let seen = '';
  let seenSince = Date.now();
  await pollUntil('the catalog comes to rest', {
    deadlineMs: SETTLE_DEADLINE_MS,
    ask: async () => {
      entities = await catalog.listEntities();
      const now = entities.map(({ metadata }) => metadata.uid).join();
      if (now !== seen) {
        seen = now;
        seenSince = Date.now();
      }
      return Date.now() - seenSince >= SETTLED_MS ? true : undefined;
    },
  }).catch(() => {
    // A large server keeps the catalog busy for long: what is there is shown.
  });
  return { tasks, entities };
}
