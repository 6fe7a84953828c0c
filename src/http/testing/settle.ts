/** What has become of a promise so far. */
export interface Settled<T> {
  state: 'pending' | 'fulfilled' | 'rejected';
  value?: T;
  error?: Error;
}

/**
 * Watches a promise, so that a test can look at it while it drives the time.
 */
export function settle<T>(promise: Promise<T>): Settled<T> {
  const settled: Settled<T> = { state: 'pending' };
  promise.then(
    value => Object.assign(settled, { state: 'fulfilled', value }),
    (error: unknown) => Object.assign(settled, { state: 'rejected', error }),
  );
  return settled;
}
