const second = 1000;
const day = 24 * 60 * 60 * second;
const unitMs: Readonly<Record<string, number>> = {
  years: 365 * day,
  months: 30 * day,
  weeks: 7 * day,
  days: day,
  hours: 60 * 60 * second,
  minutes: 60 * second,
  seconds: second,
  milliseconds: 1,
};

/**
 * Maps a duration, as Backstage reads it, to milliseconds; NaN where it has a
 * unit that is none.
 *
 * @internal
 */
export function toDurationMs(duration: object): number {
  return Object.entries(duration).reduce(
    (sum, [unit, count]) => sum + Number(count) * (unitMs[unit] ?? NaN),
    0,
  );
}
