import { lockEntities } from './lockEntities';
import type { MemoryTables } from './MemoryStore';
import { reviseRows } from './reviseRows';
import { toEntityId } from './toEntityId';
import type { Told } from './types';

/**
 * Forgets entities that the catalog has removed.
 *
 * @remarks
 * A row that wants one of them after all has to tell it anew, whichever row it
 * is, since the catalog removes by reference. Those that the same mutation has
 * added are there.
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
  await reviseRows(
    tables,
    missing.map(({ key }) => key),
  );
}
