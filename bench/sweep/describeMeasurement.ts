import { toCount, toSeconds } from '../figures/format';
import type { Measurement } from './types';

/**
 * Says in one line how a sweep went, for whoever waits for the benchmark.
 */
export function describeMeasurement(measurement: Measurement): string {
  const { module, durationMs, entities, stats, error } = measurement;
  return [
    `${module === 'ours' ? 'this module' : 'upstream'}:`,
    `${toCount(measurement.repositories)} repositories,`,
    `${toCount(entities)} found`,
    `in ${toSeconds(durationMs)}`,
    `with ${toCount(stats.requests)} requests`,
    ...(error ? [`(failed: ${error})`] : []),
  ].join(' ');
}
