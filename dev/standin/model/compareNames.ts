/**
 * Orders by name as the server does, whatever the case.
 */
export function compareNames(
  left: { name: string },
  right: { name: string },
): number {
  const a = left.name.toLowerCase();
  const b = right.name.toLowerCase();
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
