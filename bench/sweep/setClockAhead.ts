const realNow = Date.now.bind(Date);

/**
 * Sets the clock of this process ahead, as if so much time had passed. Timers
 * and durations are not touched.
 */
export function setClockAhead(aheadMs: number): void {
  Date.now = () => realNow() + aheadMs;
}
