/** Over less time, what a network delays counts for more than the rate. */
const SHORTEST_STRETCH_MS = 300;
const FEWEST_ANSWERS = 4;
/** So much of what a server may have saved up it has saved up at least. */
const SURELY_SAVED_UP = 0.6;
/** A refusal finds the server with something between no request and one left. */
const HALF_A_REQUEST = 0.5;

/** What was seen between two refusals, at each of which the server had nothing left. */
export interface Stretch {
  /** When the requests were sent that were answered, in order. */
  readonly answeredAt: readonly number[];
  /** All of them, over the time between the two refusals. */
  readonly averagePerSecond: number;
  readonly refusedAt: number;
  /** The pace at which the refused request was sent; Infinity where there was none. */
  readonly refusedPerSecond: number;
  /** How many requests the server may have saved up for us at most. */
  readonly savedUp: number;
}

/**
 * Says between which two rates lies what a server grants.
 *
 * @remarks
 * It has granted the average. It may grant more, and have lost what nobody
 * asked for, since it saves up no more than so much. So whatever time right
 * before the refusal is looked at: what was answered in it, less all that
 * could have been saved up before it, is what the server grants at least; and
 * at most it is what was answered, less what was surely saved up. So few
 * answers that no such time holds enough of them say nothing of the most.
 */
export function boundGrantedRate(stretch: Stretch): {
  atLeast: number;
  atMost: number;
} {
  const { answeredAt, averagePerSecond, refusedAt } = stretch;
  const { refusedPerSecond, savedUp } = stretch;
  if (refusedPerSecond === Infinity) {
    return { atLeast: averagePerSecond, atMost: Infinity };
  }
  const surely = Math.max(0, SURELY_SAVED_UP * savedUp - HALF_A_REQUEST);
  let atLeast = averagePerSecond;
  let atMost =
    answeredAt.length < FEWEST_ANSWERS ? refusedPerSecond : averagePerSecond;
  for (const [index, since] of answeredAt.entries()) {
    const ms = refusedAt - since;
    const answers = answeredAt.length - index;
    if (ms < SHORTEST_STRETCH_MS || answers < FEWEST_ANSWERS) {
      break;
    }
    const toRate = (granted: number) => (granted / ms) * 1000;
    atLeast = Math.max(atLeast, toRate(answers - savedUp - HALF_A_REQUEST));
    atMost = Math.max(atMost, toRate(answers - surely));
  }
  // It was refused at that pace, so the server grants no more.
  atMost = Math.max(averagePerSecond, Math.min(atMost, refusedPerSecond));
  return { atLeast: Math.min(atLeast, atMost), atMost };
}
