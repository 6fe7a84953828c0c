import type { BackendProcess } from '../startBackendProcess';

/**
 * A sweep that is under way.
 */
export interface RunningSweep {
  readonly sweeping: BackendProcess;
  /** Milliseconds since 1970, by the clock of the database. */
  readonly startedAt: number;
  readonly timesOutAt: number;
}

/**
 * Finds the one of these backends that sweeps just now, by what each
 * scheduler says of its own process.
 */
export async function findSweep(
  backends: readonly BackendProcess[],
): Promise<RunningSweep | undefined> {
  for (const sweeping of backends) {
    const [task] = await sweeping.catalog.listTasks();
    const { startedAt, timesOutAt } = task?.taskState ?? {};
    if (task?.workerState?.status === 'running' && startedAt && timesOutAt) {
      return {
        sweeping,
        startedAt: Date.parse(startedAt),
        timesOutAt: Date.parse(timesOutAt),
      };
    }
  }
  return undefined;
}
