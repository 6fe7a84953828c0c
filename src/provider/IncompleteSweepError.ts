import { AFTER_RUN, toAdvice } from '../report';

/**
 * A sweep could not see everything there is; what it was certain of has been
 * applied.
 */
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
