import { toRepositoryId } from '../discovery';
import { makeRows } from './changeRows';
import type { MemoryTables } from './MemoryStore';
import type { KnownEntities } from './types';

/** See `RepositoryMemory.learn`. */
export async function learnEntities(
  tables: MemoryTables,
  known: readonly KnownEntities[],
): Promise<void> {
  const refs = known.flatMap(({ entityRefs }) => entityRefs);
  const standing = new Set(
    (await tables.entities.findByRefs([...new Set(refs)])).map(
      ({ entityRef }) => entityRef,
    ),
  );
  const missing = known
    .map(({ repository, entityRefs }) => ({
      repository,
      entityRefs: entityRefs.filter(ref => !standing.has(ref)),
    }))
    .filter(({ entityRefs }) => entityRefs.length > 0);
  if (missing.length === 0) {
    return;
  }
  const rows = new Map(
    (
      await tables.rows.findByNames(missing.map(({ repository }) => repository))
    ).map(row => [toRepositoryId(row), row.key]),
  );
  await makeRows(tables, {
    repositories: missing
      .map(({ repository }) => repository)
      .filter(repository => !rows.has(toRepositoryId(repository))),
  });
  await tables.entities.put(
    missing.flatMap(({ repository, entityRefs }) => {
      const foundIn = toRepositoryId(repository);
      const key = rows.get(foundIn) ?? repository.key;
      return entityRefs.map(entityRef => ({
        ...{ key, entityRef, foundIn, json: undefined },
        ...{ isWanted: true, isTold: true, timesRetold: 0 },
      }));
    }),
  );
}
