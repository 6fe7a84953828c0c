/**
 * Gives the name by which people know a ref.
 */
export function toShortRef({ ref }: { ref?: string }): string {
  return ref?.replace(/^refs\/heads\//, '') ?? 'the default branch';
}
