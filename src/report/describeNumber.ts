/**
 * Writes a number as people read it, with a comma before each three digits.
 */
export function describeNumber(value: number): string {
  return value.toLocaleString('en-US');
}
