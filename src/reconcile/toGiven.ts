import { AbsentOrUnknown } from '../discovery';
import { LookedBefore } from './types';

/** What a look would have led to where the answer is known without one. */
export function toGiven(
  answer: AbsentOrUnknown,
  { identity, known }: Pick<LookedBefore, 'identity' | 'known'>,
): LookedBefore {
  return {
    identity,
    known,
    answer,
    entities: [],
    successors: [],
    startedAt: Date.now(),
    refreshed: [],
  };
}
