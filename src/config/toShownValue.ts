import { toShownText } from '../paths';

/**
 * Shows a configured value in an error; never call it with what may hold a
 * credential.
 */
export function toShownValue(value: unknown): string {
  if (value === undefined || value === null) {
    return 'missing';
  }
  if (typeof value === 'string') {
    return toShownText(value);
  }
  if (typeof value === 'object') {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
  return `${String(value)} (a ${typeof value})`;
}
