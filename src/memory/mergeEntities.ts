import type { StoredEntity } from './MemoryStore';
import type { RememberedEntity } from './types';

type GivenEntity = Omit<RememberedEntity, 'timesRetold'>;

/**
 * The entities of a row that change when it is to have those that are given
 * and no others.
 *
 * @remarks
 * One that it is to have no longer stays, not wanted, until the catalog was
 * told. That holds for those as well that count as not told: a process may
 * have told the catalog and died before it could note that.
 */
export function mergeEntities(
  standing: readonly StoredEntity[],
  options: { key: string; given: readonly GivenEntity[] },
): StoredEntity[] {
  const { key } = options;
  const before = new Map(standing.map(entity => [entity.entityRef, entity]));
  const given = new Map(
    options.given.map(entity => [entity.entityRef, entity]),
  );
  const left = standing
    .filter(({ entityRef, isWanted }) => isWanted && !given.has(entityRef))
    .map(entity => ({ ...entity, isWanted: false }));
  const taken = [...given.values()].flatMap(entity => {
    const old = before.get(entity.entityRef);
    if (!old) {
      return [{ key, timesRetold: 0, ...entity }];
    }
    const merged = merge(old, entity);
    return isSame(old, merged) ? [] : [merged];
  });
  return [...left, ...taken];
}

function merge(old: StoredEntity, given: GivenEntity): StoredEntity {
  const json = given.json ?? old.json;
  // The catalog may have been told meanwhile to remove what was not wanted.
  const isWantedAgain = given.isWanted && !old.isWanted;
  return {
    key: old.key,
    entityRef: old.entityRef,
    json,
    foundIn: given.foundIn,
    isWanted: given.isWanted,
    isTold:
      json === old.json && !isWantedAgain && (old.isTold || given.isTold),
    timesRetold: old.timesRetold,
  };
}

function isSame(one: StoredEntity, other: StoredEntity): boolean {
  return (
    one.json === other.json &&
    one.foundIn === other.foundIn &&
    one.isWanted === other.isWanted &&
    one.isTold === other.isTold
  );
}
