/** A time in ms since the epoch as JSON has it. */
export function toTime(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
