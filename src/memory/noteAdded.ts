import { toRepositoryId } from '../discovery';
import type { MemoryTables, StoredEntity, StoredRow } from './MemoryStore';
import { reviseRows } from './reviseRows';
import { toEntityId } from './toEntityId';
import type { Told } from './types';

/**
 * Notes entities that the catalog has taken.
 *
 * @remarks
 * One that has changed since stays not told. One that no row has any longer
 * comes back as not wanted, so that it is removed from the catalog.
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
  await reviseRows(
    tables,
    lost.map(({ key }) => key),
  );
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
