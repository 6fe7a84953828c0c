import type { Measurement } from './sweep/types';

/**
 * Creates a sweep of 10 repositories with everything found, for tests to
 * change what they are about.
 */
export function createMeasurement(
  changes: Partial<Measurement> = {},
): Measurement {
  return {
    module: 'ours',
    repositories: 10,
    durationMs: 1000,
    cpuMs: 500,
    mutation: 'full',
    entities: 10,
    failures: [],
    warnings: [],
    heap: [],
    stats: {
      requests: 12,
      byStatus: { 200: 12 },
      inFlight: 0,
      maxInFlight: 8,
      openSockets: 0,
      maxOpenSockets: 8,
      userAgents: [],
    },
    ...changes,
  };
}
