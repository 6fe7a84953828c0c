import { Removal } from './readSnapshot';
import { RemovalsRejectedError } from './sweepErrors';

/** Above this share of the known entities, the server's word alone is not enough, */
const MASS_SHARE = 0.3;
/** provided that it is at least so many. */
const MASS_COUNT = 10;

export interface Judgement {
  readonly allowed: readonly Removal[];
  /** All others: the catalog keeps them. */
  readonly kept: readonly Removal[];
  /** What waits for a second look, since the server makes so much go at once. */
  readonly heldBack: readonly Removal[];
  /** Why nothing may go, if so. */
  readonly rejection?: Error;
}

/**
 * Judges what repositories have no more.
 *
 * @remarks
 * A share above `rejectRemovalsAbovePercentage` is refused, whatever makes it
 * go, but for a new name. Where the server's own answers make more than 30 %
 * and at least ten of the known entities go, each waits until it was looked at
 * once more, and is then judged by itself.
 */
export function judgeRemovals(
  removals: readonly Removal[],
  options: {
    /** How many entities the catalog held before the run. */
    known: number;
    maxPercentage?: number;
  },
): Judgement {
  const { known, maxPercentage } = options;
  const certain = removals.filter(({ isCertain }) => isCertain);
  const counted = certain.filter(({ cause }) => cause !== 'rename');
  const doubtful = counted.filter(
    ({ cause, isSecondLook }) => cause === 'server' && !isSecondLook,
  );
  const isRejected =
    maxPercentage !== undefined &&
    counted.length > (known * maxPercentage) / 100;
  const isMass =
    doubtful.length >= MASS_COUNT && doubtful.length > known * MASS_SHARE;
  if (isRejected) {
    const rejection = new RemovalsRejectedError({
      removals: counted.length,
      known,
      maxPercentage,
    });
    return { ...toParts(removals, { waiting: counted }), rejection };
  }
  return isMass
    ? { ...toParts(removals, { waiting: doubtful }), heldBack: doubtful }
    : toParts(removals, { waiting: [] });
}

function toParts(
  removals: readonly Removal[],
  { waiting }: { waiting: readonly Removal[] },
): Judgement {
  const waits = new Set(waiting);
  const mayGo = (removal: Removal) =>
    removal.isCertain && !waits.has(removal);
  return {
    allowed: removals.filter(mayGo),
    kept: removals.filter(removal => !mayGo(removal)),
    heldBack: [],
  };
}
