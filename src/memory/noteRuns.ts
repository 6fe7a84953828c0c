import type { MemoryTables, StoredRun } from './MemoryStore';
import type { RememberedRun, RepositoryMemory } from './types';

/** So many are remembered. */
const MAX_RUNS = 10;

export async function findLastRuns({
  runs,
}: MemoryTables): Promise<StoredRun[]> {
  return (await runs.findAll()).slice(0, MAX_RUNS);
}

export async function beginRun(
  { state, runs }: MemoryTables,
  { startedAt }: Pick<RememberedRun, 'startedAt'>,
): Promise<number> {
  const number = await state.nextRevision();
  await runs.put({ number, startedAt, ending: 'running' });
  return number;
}

/** How a run has ended, and what of the state is known by then. */
export type RunEnd = Parameters<RepositoryMemory['endRun']>[1];

/** Notes how a run has ended, if it is one of the last ten; others are forgotten. */
export async function endRun(
  { state, runs }: MemoryTables,
  options: { number: number } & RunEnd,
): Promise<void> {
  const { completeAt, listSizes, ...end } = options;
  await state.write({ completeAt, listSizes });
  const all = await runs.findAll();
  const old = all.slice(MAX_RUNS).map(({ number }) => number);
  if (old.length > 0) {
    await runs.delete(old);
  }
  const run = all
    .slice(0, MAX_RUNS)
    .find(({ number }) => number === end.number);
  if (run) {
    // PostgreSQL has no place for it, and a reason may quote anything.
    const reason = end.reason?.replaceAll('\0', '');
    await runs.put({ ...run, ...end, reason });
  }
}
