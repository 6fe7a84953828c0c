import type { Measurement } from '../sweep/types';

/**
 * Gives the sweep in the middle when they are ordered by their time, the
 * longer of the two in the middle of an even number.
 */
export function toMedian(measurements: readonly Measurement[]): Measurement {
  const sorted = [...measurements].sort(
    (one, other) => one.durationMs - other.durationMs,
  );
  const median = sorted[Math.floor(sorted.length / 2)];
  if (!median) {
    throw new Error('There is no median of no sweeps');
  }
  return median;
}
