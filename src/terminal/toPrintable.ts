/**
 * Writes out control characters other than line ends. A file may be called
 * anything, and a server may say anything, also what tells a terminal what to
 * do.
 */
export function toPrintable(text: string): string {
  return text.replace(/(?!\n)\p{Cc}/gu, character => {
    const code = character.codePointAt(0) ?? 0;
    return `\\x${code.toString(16).padStart(2, '0')}`;
  });
}
