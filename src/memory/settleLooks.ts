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
  const rows = new Map(
    (await tables.rows.lock(looks.map(({ key }) => key)))
      .filter(row => row.asker === asker)
      .map(row => [row.key, row]),
  );
  const settled = looks.flatMap(look => {
    const row = rows.get(look.key);
    return row ? [{ look, ...settleRow(row, look) }] : [];
  });
  const entities = await mergeAll(
    tables,
    settled.map(({ look }) => look),
  );
  const changed = new Set(entities.map(({ key }) => key));
  const visible = settled.filter(
    ({ row, change }) => change === 'visible' || changed.has(row.key),
  );
  const hidden = settled.filter(
    ({ row, change }) => change === 'hidden' && !changed.has(row.key),
  );
  const same = settled.filter(
    ({ row, look, change }) =>
      change === 'none' && look.outcome === 'definite' && !changed.has(row.key),
  );
  if (same.length > 0) {
    await tables.rows.setLookedAt(
      same.map(({ look }) => ({ key: look.key, lookedAt: look.startedAt })),
    );
  }
  await tables.rows.put(hidden.map(({ row }) => row));
  await tables.entities.put(entities);
  if (visible.length > 0) {
    const revision = await tables.state.nextRevision();
    await tables.rows.put(
      visible.map(({ row }): StoredRow => ({ ...row, revision })),
    );
  }
  return looks.map(({ key }) => key).filter(key => !rows.has(key));
}

async function mergeAll(
  tables: MemoryTables,
  looks: readonly Look[],
): Promise<StoredEntity[]> {
  const given = looks.flatMap(look =>
    look.outcome === 'definite' && look.entities
      ? [{ key: look.key, given: look.entities }]
      : [],
  );
  if (given.length === 0) {
    return [];
  }
  const standing = groupByKey(
    await tables.entities.findOf(given.map(({ key }) => key)),
  );
  return given.flatMap(each =>
    mergeEntities(standing.get(each.key) ?? [], each),
  );
}
