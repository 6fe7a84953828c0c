import { toRepositoryId } from '../discovery';
import { RememberedEntity } from '../memory';
import { LookedBefore, RepositoryChange, ToldEntity } from './types';

/**
 * What the catalog is to be told after a look: what is new, changed or not
 * told yet, and what the repository has no more. Nothing where the answer is
 * unknown.
 */
export function toChange(looked: LookedBefore): RepositoryChange {
  const { identity, answer, entities, known } = looked;
  const { key, projectKey, repoSlug } = identity;
  if (answer.outcome === 'unknown') {
    const nothing = { added: [], removed: [], isRename: false };
    return { key, projectKey, repoSlug, ...nothing };
  }
  const before = new Map(known.map(entity => [entity.entityRef, entity]));
  const found = new Set(entities.map(({ entityRef }) => entityRef));
  const lost = known.filter(({ entityRef }) => !found.has(entityRef));
  const own = toRepositoryId(identity);
  return {
    key,
    projectKey,
    repoSlug,
    added: entities.flatMap(({ entityRef, json }) =>
      toTold(entityRef, { json, known: before.get(entityRef) }),
    ),
    removed: lost.map(({ entityRef }) => entityRef),
    isRename: lost.length > 0 && lost.every(({ foundIn }) => foundIn !== own),
  };
}

function toTold(
  entityRef: string,
  { json, known }: { json?: string; known?: RememberedEntity },
): ToldEntity[] {
  const isTold = known?.isTold && known.isWanted && known.json === json;
  // What is known from the catalog alone stays there as it is.
  return json === undefined || isTold
    ? []
    : [{ entityRef, json, timesRetold: known?.timesRetold ?? 0 }];
}
