import { AFTER_RUN, toAdvice } from '../report';
import type { SweepFailureKind } from '../telemetry';

export function toFailureKind(
  error: unknown,
  { isStopping }: { isStopping: boolean },
): SweepFailureKind {
  if (
    error instanceof IncompleteSweepError ||
    error instanceof RemovalsRejectedError
  ) {
    return 'incomplete';
  }
  return isStopping ? 'stopped' : 'failed';
}

/** A sweep could not see everything there is; what it was certain of has been applied. */
export class IncompleteSweepError extends Error {
  override readonly name = 'IncompleteSweepError';

  constructor(options: { cause: Error; others: number }) {
    const { cause, others } = options;
    super(
      `Not everything could be seen; what is certain was applied, and nothing else was removed. ${
        cause.message
      }; ${toAdvice(cause, AFTER_RUN)}${
        others > 0 ? `. ${others} more failures are in the warnings` : ''
      }`,
      { cause },
    );
  }
}

export class RemovalsRejectedError extends Error {
  override readonly name = 'RemovalsRejectedError';

  constructor(options: {
    removals: number;
    known: number;
    maxPercentage: number;
  }) {
    const { removals, known, maxPercentage } = options;
    super(
      `The sweep would have removed ${removals} of ${known} known entities, which is more than rejectRemovalsAbovePercentage: ${maxPercentage} allows; none of these was removed, what was found was added. If the removals are right, raise the percentage for one run`,
    );
  }
}
