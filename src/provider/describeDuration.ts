const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const UNITS = [
  { ms: DAY_MS, name: 'd' },
  { ms: HOUR_MS, name: 'h' },
  { ms: MINUTE_MS, name: 'min' },
  { ms: SECOND_MS, name: 's' },
] as const;

/** Writes a duration in its two largest units, such as `3 h 5 min`, or in seconds. */
export function describeDuration(durationMs: number): string {
  const wholeMs = Math.max(0, Math.round(durationMs / SECOND_MS) * SECOND_MS);
  const first = UNITS.findIndex(({ ms }) => wholeMs >= ms);
  if (first === -1) {
    return '0 s';
  }
  const parts: string[] = [];
  let restMs = wholeMs;
  for (const { ms, name } of UNITS.slice(first, first + 2)) {
    const count = Math.floor(restMs / ms);
    restMs -= count * ms;
    if (count > 0) {
      parts.push(`${count} ${name}`);
    }
  }
  return parts.join(' ');
}
