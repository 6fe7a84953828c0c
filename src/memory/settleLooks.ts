import { groupByKey } from './groupByKey';
import { mergeEntities, settleRow } from './settleRow';
import type { MemoryTables, StoredEntity, StoredRow } from './MemoryStore';
import type { Look } from './types';

/** Writes what looks have led to, and gives the keys of those no longer this asker's. */
export async function settleLooks(
  tables: MemoryTables,
  options: { looks: readonly Look[]; asker: string },
): Promise<string[]> {
  const { looks, asker } = options;
  const rows = await tables.rows.lock(looks.map(({ key }) => key));
  const own = rows.filter(row => row.asker === asker);
  const settled = await compareLooks(tables, { looks, rows: own });
  await tables.entities.put(settled.flatMap(({ entities }) => entities));
  const of = (effect: ComparedLook['effect']) =>
    settled.filter(each => each.effect === effect);
  await confirm(tables, of('none'));
  await tables.rows.update(of('hidden').map(({ row }) => row));
  const visible = of('visible');
  if (visible.length > 0) {
    const revision = await tables.state.nextRevision();
    await tables.rows.rename(
      visible.filter(({ isRenamed }) => isRenamed).map(({ row }) => row),
    );
    await tables.rows.update(
      visible.map(({ row }): StoredRow => ({ ...row, revision })),
    );
  }
  const kept = new Set(own.map(({ key }) => key));
  return looks.map(({ key }) => key).filter(key => !kept.has(key));
}

/**
 * Moves on the time of rows in which looks change nothing else, as nearly all
 * looks of a run do. All are given the time of the earliest, which is within
 * the time of one batch.
 */
async function confirm(
  { rows }: MemoryTables,
  confirmed: readonly ComparedLook[],
): Promise<void> {
  const definite = confirmed.filter(({ look }) => look.outcome === 'definite');
  if (definite.length > 0) {
    await rows.setLookedAt(
      definite.map(({ look }) => look.key),
      Math.min(...definite.map(({ look }) => look.startedAt)),
    );
  }
}

/** What a look makes of its row. */
interface ComparedLook {
  readonly look: Look;
  readonly row: StoredRow;
  /** Those that change. */
  readonly entities: readonly StoredEntity[];
  readonly isRenamed: boolean;
  /** What more than its time changes: what others act upon, or something else. */
  readonly effect: 'visible' | 'hidden' | 'none';
}

/** Leaves out the looks whose rows are not given. */
async function compareLooks(
  tables: MemoryTables,
  options: { looks: readonly Look[]; rows: readonly StoredRow[] },
): Promise<ComparedLook[]> {
  const rows = new Map(options.rows.map(row => [row.key, row]));
  const looks = options.looks.filter(({ key }) => rows.has(key));
  const entities = await mergeAll(tables, looks);
  return looks.map(look => {
    const { row, change, isRenamed } = settleRow(rows.get(look.key)!, look);
    const changed = entities.get(look.key) ?? [];
    const effect = changed.length > 0 ? 'visible' : change;
    return { look, row, entities: changed, effect, isRenamed };
  });
}

async function mergeAll(
  tables: MemoryTables,
  looks: readonly Look[],
): Promise<ReadonlyMap<string, StoredEntity[]>> {
  const given = looks.flatMap(look =>
    look.outcome === 'definite' && look.entities
      ? [{ key: look.key, given: look.entities }]
      : [],
  );
  const standing = groupByKey(
    await tables.entities.findOf(given.map(({ key }) => key)),
  );
  return new Map(
    given.map(each => [
      each.key,
      mergeEntities(standing.get(each.key) ?? [], each),
    ]),
  );
}
