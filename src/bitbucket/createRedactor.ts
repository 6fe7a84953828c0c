/**
 * Creates a function that blots out secrets in a text, in every form in which
 * a server could repeat them: as they are, escaped as in JSON, in an address
 * or in HTML, each of these more than once, and broken by blanks or line ends.
 */
export function createRedactor(
  secrets: readonly string[],
): (text: string) => string {
  const patterns = secrets
    .filter(Boolean)
    .map(secret => new RegExp(toSecretPattern(secret), 'gi'));
  return text =>
    patterns.reduce((rest, pattern) => rest.replace(pattern, '***'), text);
}

/** Backslashes that escape the character behind them, as they are or in an address. */
const ESCAPES = '(?:\\\\|%(?:25)*5c)*';

/** What breaks a line, as it is or in an address. */
const BREAK = '(?:\\s|%(?:25)*(?:20|0[9ad]))*';

function toSecretPattern(secret: string): string {
  return Array.from(secret)
    .map((character, index, all) => {
      const isAtBlank = /\s/.test(`${all[index - 1] ?? ' '}${character}`);
      // Two ways to read a blank would make many of a row of them.
      return `${isAtBlank ? '' : BREAK}${toPattern(character)}`;
    })
    .join('');
}

/** A pattern of all forms of one character, the longer ones first. */
function toPattern(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  const codeUnits = character.split('').map(unit => unit.charCodeAt(0));
  const bytes = [...Buffer.from(character, 'utf8')];
  const forms = [
    ...(OWN_FORMS[character] ?? []),
    codeUnits.map(unit => `${ESCAPES}u${toHex(unit, 4)}`).join(''),
    bytes.map(byte => `%(?:25)*${toHex(byte, 2)}`).join(''),
    `&(?:amp;)*#(?:0*${codePoint}|x0*${codePoint.toString(16)});`,
    character.replace(/[^\p{L}\p{N}]/u, '\\$&'),
  ];
  return `${ESCAPES}(?:${forms.join('|')})`;
}

function toHex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}

/** What some characters are written as, and others not. */
const OWN_FORMS: Readonly<Record<string, readonly string[]>> = {
  ' ': ['\\+'],
  '"': ['&(?:amp;)*quot;'],
  "'": ['&(?:amp;)*apos;'],
  '&': ['&(?:amp;)+'],
  '<': ['&(?:amp;)*lt;'],
  '>': ['&(?:amp;)*gt;'],
};
