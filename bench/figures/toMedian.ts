import type { Measurement } from '../sweep/types';
import { toMiddle } from './toMiddle';

/**
 * Gives the sweep in the middle when they are ordered by their time.
 */
export function toMedian(measurements: readonly Measurement[]): Measurement {
  return toMiddle(measurements, { by: ({ durationMs }) => durationMs });
}
