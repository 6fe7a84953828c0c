/**
 * Gives round numbers from 0 to at least the largest value, four steps or a
 * few more.
 */
export function toTicks(largest: number): number[] {
  const rough = Math.max(largest, Number.MIN_VALUE) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [5, 2.5, 2].find(each => each * power <= rough) ?? 1;
  const step = factor * power;
  const count = Math.ceil(largest / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
