import type { MemoryTables } from './MemoryStore';

/**
 * Gives rows the next revision; the last thing that a change does.
 */
export async function reviseRows(
  tables: MemoryTables,
  keys: Iterable<string>,
): Promise<void> {
  const distinct = [...new Set(keys)];
  if (distinct.length > 0) {
    const revision = await tables.state.nextRevision();
    await tables.rows.setRevision(distinct, revision);
  }
}
