/**
 * Gives the one in the middle when they are in order, the larger of the two in
 * the middle of an even number.
 */
export function toMiddle<T>(
  all: readonly T[],
  { by }: { by: (one: T) => number },
): T {
  const sorted = [...all].sort((one, other) => by(one) - by(other));
  const [middle] = sorted.slice(Math.floor(sorted.length / 2));
  if (middle === undefined) {
    throw new Error('There is no median of no sweeps');
  }
  return middle;
}
