import { RepositoryName } from '../bitbucket';
import { toRepositoryId } from '../discovery';
import { EntityHolder, RepositoryMemory, toEntityId } from '../memory';
import { RepositoryChange } from './types';

/** Changes as they may be told while several repositories want one entity. */
export interface UnshadowedChanges {
  readonly changes: readonly RepositoryChange[];
  /** What a repository has no more, and another one keeps in the catalog. */
  readonly passedOn: readonly { key: string; entityRef: string }[];
}

/**
 * Takes from changes what another repository stands in the way of.
 *
 * @remarks
 * Of two repositories that want one entity, as a custom parser may have it, it
 * is the one whose name sorts first that tells it: it has to be the same one
 * every time, or the catalog reads it again and again. What one of them loses
 * is not removed but told as the other one has it.
 */
export async function withoutShadowed(
  changes: readonly RepositoryChange[],
  { memory }: { memory: RepositoryMemory },
): Promise<UnshadowedChanges> {
  const refs = changes.flatMap(({ added, removed }) => [
    ...added.map(({ entityRef }) => entityRef),
    ...removed,
  ]);
  if (refs.length === 0) {
    return { changes: [], passedOn: [] };
  }
  const holders = new Map<string, EntityHolder[]>();
  for (const holder of await memory.findHolders([...new Set(refs)])) {
    const { entityRef } = holder;
    holders.set(entityRef, [...(holders.get(entityRef) ?? []), holder]);
  }
  const passedOn: { key: string; entityRef: string }[] = [];
  const heirs = new Map<string, EntityHolder>();
  const own = changes.map((change): RepositoryChange => {
    const findFirst = (entityRef: string) =>
      toFirst(
        (holders.get(entityRef) ?? []).filter(({ key }) => key !== change.key),
      );
    const removed = change.removed.filter(entityRef => {
      const heir = findFirst(entityRef);
      if (!heir) {
        return true;
      }
      passedOn.push({ key: change.key, entityRef });
      heirs.set(toEntityId(heir), heir);
      return false;
    });
    const added = change.added.filter(({ entityRef }) => {
      const other = findFirst(entityRef);
      return !other || !precedes(other, change);
    });
    return { ...change, added, removed };
  });
  // Several may lose it to one, and that one may gain it just now.
  own.forEach(({ key, added }) =>
    added.forEach(({ entityRef }) =>
      heirs.delete(toEntityId({ key, entityRef })),
    ),
  );
  return {
    changes: [...own, ...[...heirs.values()].map(toChangeOf)].filter(
      ({ added, removed }) => added.length + removed.length > 0,
    ),
    passedOn,
  };
}

/** Tells one entity as a repository has it. */
export function toChangeOf(holder: EntityHolder): RepositoryChange {
  const { key, projectKey, repoSlug, entityRef, json, timesRetold } = holder;
  return {
    key,
    projectKey,
    repoSlug,
    added: json === undefined ? [] : [{ entityRef, json, timesRetold }],
    removed: [],
    isRename: false,
  };
}

function toFirst(holders: readonly EntityHolder[]): EntityHolder | undefined {
  return holders.reduce<EntityHolder | undefined>(
    (first, holder) => (first && precedes(first, holder) ? first : holder),
    undefined,
  );
}

/** Whether an entity that both want is told as the first of them has it. */
export function precedes(one: RepositoryName, other: RepositoryName): boolean {
  return toRepositoryId(one) < toRepositoryId(other);
}
