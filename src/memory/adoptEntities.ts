import { toRepositoryId } from '../discovery';
import { groupByKey } from './groupByKey';
import { makeRows, markRowsDue, reviseRows } from './changeRows';
import type { MemoryTables, StoredEntity, StoredRow } from './MemoryStore';
import type { RepositoryIdentity } from './types';

/** By the names that they have now, in lower case. */
type Heirs = ReadonlyMap<string, RepositoryIdentity>;

/** See `RepositoryMemory.adopt`. */
export async function adoptEntities(
  tables: MemoryTables,
  repositories: readonly RepositoryIdentity[],
): Promise<void> {
  const heirs = new Map(repositories.map(each => [toRepositoryId(each), each]));
  const seen = await findLegacies(tables, heirs);
  if (seen.length === 0) {
    return;
  }
  await makeRows(tables, { repositories: seen.map(({ heir }) => heir) });
  const rows = await tables.rows.lock([
    ...new Set(seen.flatMap(({ from, heir }) => [from, heir.key])),
  ]);
  const byKey = new Map(rows.map(row => [row.key, row]));
  const legacies = (await findLegacies(tables, heirs)).filter(
    ({ from, heir }) => byKey.has(from) && byKey.has(heir.key),
  );

  await moveEntities(tables, legacies);
  const nameRows = legacies.filter(({ isNameRow }) => isNameRow);
  const ended = new Set(nameRows.map(({ from }) => from));
  await tables.rows.delete([...ended]);
  await tables.rows.update(inheritAll(nameRows, { rows: byKey }));
  // Whether they have it still, no look at them has shown.
  const given = legacies.filter(({ isNameRow }) => !isNameRow);
  await markRowsDue(tables, {
    repositories: given.map(({ heir }) => heir),
    reason: 'hint',
  });
  await reviseRows(
    tables,
    legacies
      .flatMap(({ from, heir }) => [from, heir.key])
      .filter(key => !ended.has(key)),
  );
}

interface Legacy {
  readonly from: string;
  readonly heir: RepositoryIdentity;
  readonly entities: readonly StoredEntity[];
  /** Whether the row goes by the heir's name alone, and ends. */
  readonly isNameRow: boolean;
}

async function findLegacies(
  tables: MemoryTables,
  heirs: Heirs,
): Promise<Legacy[]> {
  const named = (await tables.rows.findByNames([...heirs.values()]))
    .map(row => ({ from: row.key, heir: heirs.get(toRepositoryId(row))! }))
    .filter(({ from, heir }) => from.startsWith('name:') && from !== heir.key);
  const ending = new Set(named.map(({ from }) => from));
  const ofNameRows = groupByKey(await tables.entities.findOf([...ending]));
  const left = (await tables.entities.findByFoundIn([...heirs.keys()]))
    .map(entity => ({ entity, heir: heirs.get(entity.foundIn)! }))
    .filter(({ entity, heir }) => entity.key !== heir.key)
    .filter(({ entity }) => !ending.has(entity.key));
  return [
    ...named.map(each => ({
      ...each,
      entities: ofNameRows.get(each.from) ?? [],
      isNameRow: true,
    })),
    ...left.map(({ entity, heir }) => ({
      from: entity.key,
      heir,
      entities: [entity],
      isNameRow: false,
    })),
  ];
}

/** Takes all away before anything is given: two rows may swap theirs. */
async function moveEntities(
  tables: MemoryTables,
  legacies: readonly Legacy[],
): Promise<void> {
  await tables.entities.delete(legacies.flatMap(({ entities }) => entities));
  const given = legacies.flatMap(({ entities, heir }) =>
    entities.map(entity => ({ ...entity, key: heir.key })),
  );
  const byKey = groupByKey(given);
  const own = groupByKey(await tables.entities.findOf([...byKey.keys()]));
  for (const [key, entities] of byKey) {
    const united = new Map(
      own.get(key)?.map(entity => [entity.entityRef, entity]),
    );
    for (const entity of entities) {
      const other = united.get(entity.entityRef);
      united.set(entity.entityRef, other ? unite(other, entity) : entity);
    }
    await tables.entities.put([...united.values()]);
  }
}

/** One that two rows had; what the heir knows of it is the newer. */
function unite(own: StoredEntity, given: StoredEntity): StoredEntity {
  const newer = !own.isWanted && given.isWanted ? given : own;
  return {
    ...newer,
    timesRetold: Math.max(own.timesRetold, given.timesRetold),
  };
}

/** Each heir once, of however many: of their answers the newest. */
function inheritAll(
  legacies: readonly Legacy[],
  { rows }: { rows: ReadonlyMap<string, StoredRow> },
): StoredRow[] {
  const heirs = new Map<string, StoredRow>();
  const left = legacies
    .map(({ from, heir }) => ({ row: rows.get(from)!, key: heir.key }))
    .sort((one, other) => lookedAt(other.row) - lookedAt(one.row));
  for (const { row, key } of left) {
    heirs.set(key, inherit(heirs.get(key) ?? rows.get(key)!, row));
  }
  return [...heirs.values()];
}

function lookedAt(row: StoredRow): number {
  return row.lookedAt ?? 0;
}

function inherit(heir: StoredRow, row: StoredRow): StoredRow {
  const due = heir.due ?? row.due;
  if (heir.answer !== undefined) {
    return { ...heir, due };
  }
  return {
    ...heir,
    answer: row.answer,
    fingerprint: row.fingerprint,
    defaultBranch: row.defaultBranch,
    digest: row.digest,
    lookedAt: row.lookedAt,
    due,
  };
}
