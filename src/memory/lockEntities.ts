import type { MemoryTables, StoredEntity } from './MemoryStore';

/**
 * Finds entities by their references; nobody else changes these until the
 * change ends.
 */
export async function lockEntities(
  tables: MemoryTables,
  entityRefs: readonly string[],
): Promise<StoredEntity[]> {
  const refs = [...new Set(entityRefs)];
  const seen = await tables.entities.findByRefs(refs);
  const rows = await tables.rows.lock([
    ...new Set(seen.map(({ key }) => key)),
  ]);
  const locked = new Set(rows.map(({ key }) => key));
  // Once more, since they may have changed before the lock.
  const standing = await tables.entities.findByRefs(refs);
  return standing.filter(({ key }) => locked.has(key));
}
