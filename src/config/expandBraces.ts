import { braceExpand } from 'minimatch';

/** The first of the control characters that take the place of escapes. */
const STAND_IN = 0x80;

/**
 * Resolves the brace sets of a glob that holds no control character; gives one
 * above `most` where there are more.
 *
 * @remarks
 * What has a backslash before it keeps both. minimatch's own expansion drops
 * the backslash of some, and they would count again.
 *
 * @internal
 */
export function expandBraces(
  glob: string,
  { most }: { most: number },
): string[] {
  const escapes = [...new Set(glob.match(/\\./gsu))];
  const hidden = glob.replace(/\\./gsu, each =>
    String.fromCharCode(STAND_IN + escapes.indexOf(each)),
  );
  const alternatives = braceExpand(hidden, { braceExpandMax: most + 1 });
  return [...new Set(alternatives)].map(alternative =>
    alternative.replace(
      /\p{Cc}/gu,
      char => escapes[char.charCodeAt(0) - STAND_IN] ?? char,
    ),
  );
}
