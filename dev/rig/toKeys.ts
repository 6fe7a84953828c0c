/**
 * The keys of a value in order, all the way down; of a list those of its first
 * item.
 */
export function toKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.slice(0, 1).map(toKeys);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).map(([key, inner]) => [key, toKeys(inner)])
    : 'value';
}
