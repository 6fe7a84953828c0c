/**
 * A request that may go, as the pace knows it.
 */
export interface Turn {
  /** Rises with each request; a higher one was sent later. */
  readonly number: number;
  /** In milliseconds of a clock that nobody sets. */
  readonly startedAt: number;
  /** The pace in requests a second that it was sent at. */
  readonly perSecond: number;
  /** Whether it went out of what had been saved up, not at the pace. */
  readonly isSavedUp: boolean;
}
