import { lockEntities } from './lockEntities';
import type { MemoryTables } from './MemoryStore';
import { reviseRows } from './reviseRows';

/**
 * Counts one more time that entities are told anew, in all rows that want them.
 */
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
  await reviseRows(
    tables,
    retold.map(({ key }) => key),
  );
}
