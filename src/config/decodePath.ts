/** What would mean something else than itself in a glob. */
const globCharacters = /[\\*?[\]{}()!+@,]/gu;

/**
 * Decodes what is percent-encoded in a path or glob, as a target has it;
 * undefined where nothing is.
 *
 * @remarks
 * What comes out of it is literal. An encoded slash stays as it is: no name
 * holds one. So does what is no UTF-8.
 *
 * @internal
 */
export function decodePath(path: string): string | undefined {
  const decoded = path.replace(/(?:%(?!2f)[0-9a-f]{2})+/giu, encoded => {
    try {
      return decodeURIComponent(encoded).replace(globCharacters, '\\$&');
    } catch {
      return encoded;
    }
  });
  return decoded === path ? undefined : decoded;
}
