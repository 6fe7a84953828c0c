/** For less, a write to the database is not worth while. */
const MIN = 64;
/** One write of so many takes some milliseconds. */
const MAX = 500;
/** So long before its look may a row be bumped: who bumps it meanwhile costs the run another look. */
const AHEAD_MS = 1_000;

/**
 * How many repositories are made ready at once for the looks of a run: as many
 * as it will look at within a second, going by the last ones.
 */
export function toChunkSize(options: {
  looked: number;
  tookMs: number;
}): number {
  const { looked, tookMs } = options;
  const size = Math.round((looked * AHEAD_MS) / Math.max(1, tookMs));
  return Math.min(MAX, Math.max(MIN, size));
}
