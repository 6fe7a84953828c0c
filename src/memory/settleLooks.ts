import { groupByKey } from './groupByKey';
import { mergeEntities } from './mergeEntities';
import type { MemoryTables, StoredEntity, StoredRow } from './MemoryStore';
import { settleRow } from './settleRow';
import type { Look } from './types';

/**
 * Writes what looks have led to, as one change, and gives the keys of those
 * that are no longer this asker's.
 */
export async function settleLooks(
  tables: MemoryTables,
  options: { looks: readonly Look[]; asker: string },
): Promise<string[]> {
  const { looks, asker } = options;
  const rows = await tables.rows.lock(looks.map(({ key }) => key));
  const own = rows.filter(row => row.asker === asker);
  const settled = await compareLooks(tables, { looks, rows: own });
  await tables.entities.put(settled.flatMap(({ entities }) => entities));
  await tables.rows.put(
    settled.filter(({ isVisible }) => !isVisible).map(({ row }) => row),
  );
  const visible = settled.filter(({ isVisible }) => isVisible);
  if (visible.length > 0) {
    const revision = await tables.state.nextRevision();
    await tables.rows.put(
      visible.map(({ row }): StoredRow => ({ ...row, revision })),
    );
  }
  const kept = new Set(own.map(({ key }) => key));
  return looks.map(({ key }) => key).filter(key => !kept.has(key));
}

/**
 * Moves on the time of rows in which looks change nothing else, and gives the
 * looks that are left.
 *
 * @remarks
 * Nearly all looks of a run are such. It takes one statement and no lock: it
 * does not matter what of such a row changes meanwhile, but for its asker. All
 * are given the time of the earliest, which is within the time of one batch.
 */
export async function confirmLooks(
  tables: MemoryTables,
  options: { looks: readonly Look[]; asker: string },
): Promise<readonly Look[]> {
  const { looks, asker } = options;
  const found = await tables.rows.find(looks.map(({ key }) => key));
  // The first look at a repository has nothing to confirm.
  const rows = found.filter(({ answer }) => answer !== undefined);
  const compared = await compareLooks(tables, { looks, rows });
  const same = compared.filter(
    ({ look, isChanged }) => look.outcome === 'definite' && !isChanged,
  );
  if (same.length === 0) {
    return looks;
  }
  const keys = same.map(({ look }) => look.key);
  const lookedAt = Math.min(...same.map(({ look }) => look.startedAt));
  const count = await tables.rows.setLookedAt(keys, { lookedAt, asker });
  if (count < keys.length) {
    return looks;
  }
  const confirmed = new Set(keys);
  return looks.filter(({ key }) => !confirmed.has(key));
}

/**
 * What a look makes of its row.
 */
interface ComparedLook {
  readonly look: Look;
  readonly row: StoredRow;
  /** Those that change. */
  readonly entities: readonly StoredEntity[];
  /** Whether more than its time changes. */
  readonly isChanged: boolean;
  /** Whether others act upon what changes. */
  readonly isVisible: boolean;
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
    const { row, change } = settleRow(rows.get(look.key)!, look);
    const changed = entities.get(look.key) ?? [];
    return {
      look,
      row,
      entities: changed,
      isChanged: change !== 'none' || changed.length > 0,
      isVisible: change === 'visible' || changed.length > 0,
    };
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
