import { Look, RememberedEntity } from '../memory';
import { FoundEntity, LookedBefore } from './types';

export function toLook(
  looked: LookedBefore,
  { fingerprint }: { fingerprint: string },
): Look {
  const { identity, startedAt, hash, answer, due } = looked;
  const { key, projectKey, repoSlug } = identity;
  if (answer.outcome === 'unknown') {
    const reason = answer.cause.message;
    return { key, projectKey, repoSlug, startedAt, outcome: 'unknown', reason };
  }
  const { defaultBranch, digest } = answer;
  return {
    key,
    projectKey,
    repoSlug,
    startedAt,
    outcome: 'definite',
    answer,
    fingerprint,
    defaultBranch,
    digest,
    hash,
    due,
    entities: isChanged(looked)
      ? looked.entities.map(({ entityRef, json, foundIn }) => ({
          entityRef,
          json,
          foundIn,
          isWanted: true,
          isTold: false,
        }))
      : undefined,
  };
}

function isChanged({ entities, known }: LookedBefore): boolean {
  const before = new Map(known.map(entity => [entity.entityRef, entity]));
  return (
    entities.length !== known.length ||
    entities.some(entity => !isSame(entity, before.get(entity.entityRef)))
  );
}

/** Whether the catalog need be told nothing more of an entity. */
function isSame(
  found: FoundEntity,
  known: RememberedEntity | undefined,
): boolean {
  return (
    known !== undefined &&
    known.isWanted &&
    known.json === found.json &&
    known.foundIn === found.foundIn
  );
}
