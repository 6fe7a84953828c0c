import { toRepositoryId } from '../discovery';
import { reviseRows } from './changeRows';
import type { MemoryTables, StoredEntity, StoredRow } from './MemoryStore';
import type { Told } from './types';

/**
 * Notes entities that the catalog has taken. One that has changed since stays
 * not told. One that no row has any longer comes back as not wanted, so that it
 * is removed from the catalog.
 */
export async function noteAdded(
  tables: MemoryTables,
  added: Told['added'],
): Promise<void> {
  const keys = [...new Set(added.map(({ key }) => key))];
  const rows = await tables.rows.lock(keys);
  const standing = new Map(
    (await tables.entities.findOf(keys)).map(entity => [
      toEntityId(entity),
      entity,
    ]),
  );
  await tables.entities.put(
    added.flatMap(({ json, ...id }) => {
      const entity = standing.get(toEntityId(id));
      const isSame = entity && (entity.json ?? json) === json;
      return isSame ? [{ ...entity, json, isTold: true }] : [];
    }),
  );
  const lost = await findLost(tables, {
    added: added.filter(each => !standing.has(toEntityId(each))),
    rows,
  });
  await tables.entities.put(lost);
  await reviseRows(tables, lost.map(({ key }) => key));
}

async function findLost(
  tables: MemoryTables,
  options: { added: Told['added']; rows: readonly StoredRow[] },
): Promise<StoredEntity[]> {
  const { added } = options;
  const others = await tables.entities.findByRefs(
    added.map(({ entityRef }) => entityRef),
  );
  const held = new Set(others.map(({ entityRef }) => entityRef));
  const rows = new Map(options.rows.map(row => [row.key, row]));
  return added.flatMap(({ key, entityRef, json }) => {
    const row = rows.get(key);
    if (!row || held.has(entityRef)) {
      return [];
    }
    const foundIn = toRepositoryId(row);
    const flags = { isWanted: false, isTold: true, timesRetold: 0 };
    return [{ key, entityRef, json, foundIn, ...flags }];
  });
}

/**
 * Forgets entities that the catalog has removed. A row that wants one of them
 * after all has to tell it anew, whichever row it is, since the catalog removes
 * by reference. Those that the same mutation has added are there.
 */
export async function noteRemoved(
  tables: MemoryTables,
  options: { removed: Told['removed']; added: Told['added'] },
): Promise<void> {
  const standing = await lockEntities(
    tables,
    options.removed.map(({ entityRef }) => entityRef),
  );
  const removed = new Set(options.removed.map(toEntityId));
  await tables.entities.delete(
    standing.filter(
      entity => !entity.isWanted && removed.has(toEntityId(entity)),
    ),
  );
  const added = new Set(options.added.map(toEntityId));
  const missing = standing
    .filter(({ isWanted, isTold }) => isWanted && isTold)
    .filter(entity => !added.has(toEntityId(entity)))
    .map(entity => ({ ...entity, isTold: false }));
  await tables.entities.put(missing);
  await reviseRows(tables, missing.map(({ key }) => key));
}

/** Counts one more time that entities are told anew, in all rows that want them. */
export async function retellEntities(
  tables: MemoryTables,
  entityRefs: readonly string[],
): Promise<void> {
  const retold = (await lockEntities(tables, entityRefs))
    .filter(({ isWanted }) => isWanted)
    .map(entity => ({
      ...entity,
      isTold: false,
      timesRetold: entity.timesRetold + 1,
    }));
  await tables.entities.put(retold);
  await reviseRows(tables, retold.map(({ key }) => key));
}

/** Finds entities by reference; nobody else changes these until the change ends. */
async function lockEntities(
  tables: MemoryTables,
  entityRefs: readonly string[],
): Promise<StoredEntity[]> {
  const refs = [...new Set(entityRefs)];
  const seen = await tables.entities.findByRefs(refs);
  const rows = await tables.rows.lock([...new Set(seen.map(({ key }) => key))]);
  const locked = new Set(rows.map(({ key }) => key));
  // Once more, since they may have changed before the lock.
  const standing = await tables.entities.findByRefs(refs);
  return standing.filter(({ key }) => locked.has(key));
}

/** What tells an entity of a row from all others; no reference has a line break. */
export function toEntityId(entity: { key: string; entityRef: string }): string {
  return `${entity.entityRef}\n${entity.key}`;
}
