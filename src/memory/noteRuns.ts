import type { MemoryTables } from './MemoryStore';
import type { RememberedRun, RepositoryMemory } from './types';

/** So many are remembered. */
const MAX_RUNS = 10;

/**
 * Notes that a run begins, forgets the oldest one beyond ten, and gives the
 * number of the new one.
 */
export async function beginRun(
  { state, runs }: MemoryTables,
  { startedAt }: Pick<RememberedRun, 'startedAt'>,
): Promise<number> {
  const number = await state.nextRevision();
  await runs.put({ number, startedAt, ending: 'running' });
  const old = (await runs.findAll()).slice(MAX_RUNS);
  if (old.length > 0) {
    await runs.delete(old.map(run => run.number));
  }
  return number;
}

/**
 * How a run has ended, and what of the state is known by then.
 */
export type RunEnd = Parameters<RepositoryMemory['endRun']>[1];

/**
 * Notes how a run has ended, unless ten others have begun since.
 */
export async function endRun(
  { state, runs }: MemoryTables,
  options: { number: number } & RunEnd,
): Promise<void> {
  const { completeAt, listSizes, ...end } = options;
  await state.write({ completeAt, listSizes });
  const all = await runs.findAll();
  const run = all.find(({ number }) => number === end.number);
  if (run) {
    // PostgreSQL has no place for it, and a reason may quote anything.
    const reason = end.reason?.replaceAll('\0', '');
    await runs.put({ ...run, ...end, reason });
  }
}
