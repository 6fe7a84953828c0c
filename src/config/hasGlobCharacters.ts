/**
 * Whether a part of a path holds a character that makes it a glob, and that no
 * backslash makes literal: `*`, `?`, brackets, braces, or an extended set such
 * as `+(`.
 *
 * @internal
 */
export function hasGlobCharacters(part: string): boolean {
  return /[*?[\]{}]|[@!+]\(/u.test(part.replace(/\\./gsu, ''));
}
