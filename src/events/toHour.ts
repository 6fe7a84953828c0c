const HOUR_MS = 60 * 60_000;

/** The hour of a time, counted from the epoch. */
export function toHour(ms: number): number {
  return Math.floor(ms / HOUR_MS);
}

/** When an hour begins. */
export function toHourMs(hour: number): number {
  return hour * HOUR_MS;
}
