import { RepositoryAnswer } from '../discovery';
import { Look, RememberedAnswer, RememberedEntity } from '../memory';
import { FoundEntity, LookedBefore } from './types';

/** What memory is to keep of a look. */
export function toLook(
  looked: LookedBefore,
  { fingerprint }: { fingerprint: string },
): Look {
  const { identity, startedAt, hash, answer } = looked;
  if (answer.outcome === 'unknown') {
    const reason = answer.cause.message;
    return { ...identity, startedAt, outcome: 'unknown', reason };
  }
  const { defaultBranch, digest } = answer;
  return {
    ...identity,
    startedAt,
    outcome: 'definite',
    answer: toRemembered(answer),
    fingerprint,
    ...(defaultBranch !== undefined && { defaultBranch }),
    ...(digest !== undefined && { digest }),
    ...(hash !== undefined && { hash }),
    ...(isChanged(looked) && {
      entities: looked.entities.map(entity => ({
        ...entity,
        isWanted: true,
        isTold: false,
      })),
    }),
  };
}

function toRemembered(
  answer: Exclude<RepositoryAnswer, { outcome: 'unknown' }>,
): RememberedAnswer {
  if (answer.outcome === 'absent') {
    return { outcome: 'absent', reason: answer.reason };
  }
  const { files, cutFrom } = answer;
  return {
    outcome: 'present',
    files: files.map(({ path, ref, contentId }) => ({
      path,
      ...(ref !== undefined && { ref }),
      ...(contentId !== undefined && { contentId }),
    })),
    ...(cutFrom !== undefined && { cutFrom }),
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
export function isSame(
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
