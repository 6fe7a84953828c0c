/**
 * Gives the time below which no sweep can stay that keeps to so many requests
 * in flight.
 */
export function toIdealSweepMs(options: {
  requests: number;
  latencyMs: number;
  inFlight: number;
}): number {
  const { requests, latencyMs, inFlight } = options;
  return (requests * latencyMs) / inFlight;
}

/**
 * Gives the time below which no sweep can stay that a token bucket limits: the
 * full bucket at once, the rest as it is refilled.
 */
export function toIdealBucketMs(options: {
  requests: number;
  capacity: number;
  refillPerSecond: number;
}): number {
  const { requests, capacity, refillPerSecond } = options;
  return (Math.max(0, requests - capacity) / refillPerSecond) * 1000;
}
