const counts = new Intl.NumberFormat('en-US');

/**
 * Writes a whole number with thousands apart.
 */
export function toCount(count: number): string {
  return counts.format(count);
}

/**
 * Writes milliseconds as seconds, with two places below ten.
 */
export function toSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

/**
 * Writes a ratio, with two places below ten.
 */
export function toTimes(ratio: number): string {
  return `${ratio.toFixed(ratio < 10 ? 2 : 1)} times`;
}
