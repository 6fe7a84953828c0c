const longestShown = 120;

/**
 * Maps a configured value to the words that an error shows of it.
 *
 * @remarks
 * Never call it with a credential, or with a text that may hold one.
 *
 * @internal
 */
export function toShownValue(value: unknown): string {
  if (value === undefined || value === null) {
    return 'missing';
  }
  if (value === '') {
    return 'empty';
  }
  if (typeof value === 'string') {
    return value.length > longestShown
      ? `'${value.slice(0, longestShown)}…'`
      : `'${value}'`;
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (typeof value === 'object') {
    return 'an object';
  }
  return `${String(value)} (a ${typeof value})`;
}
