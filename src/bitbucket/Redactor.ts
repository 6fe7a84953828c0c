/** So much of the server's words is repeated. */
const MAX_QUOTED = 1_000;
/** A secret of so many characters is in no name by chance. */
const NO_COINCIDENCE = 16;

interface QuoteOptions {
  /** 1,000 by default. */
  readonly maxLength?: number;
}

/** Keeps the credentials of a host out of what its server says. */
export class Redactor {
  readonly #redact: (text: string) => string;
  readonly #redactLong: (text: string) => string;

  constructor(options: { secrets: readonly string[] }) {
    const { secrets } = options;
    this.#redact = createRedactor(secrets);
    this.#redactLong = createRedactor(
      secrets.filter(({ length }) => length >= NO_COINCIDENCE),
    );
  }

  /** What the server said, as far as it may be shown, in a log or an error. */
  quote(text: string, options?: QuoteOptions): string;
  quote(
    text: string | null | undefined,
    options?: QuoteOptions,
  ): string | undefined;
  quote(
    text: string | null | undefined,
    { maxLength = MAX_QUOTED }: QuoteOptions = {},
  ): string | undefined {
    // Cut after the secrets are out, lest half of one stays.
    return text ? this.#redact(text).slice(0, maxLength) : undefined;
  }

  /** Whether a text that has to stay as it is repeats the credentials. */
  finds(text: string): boolean {
    return this.#redact(text) !== text;
  }

  /** Whether a name repeats the credentials; a short password may be part of an honest one. */
  findsInName(name: string): boolean {
    return this.#redactLong(name) !== name;
  }
}

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

/** A backslash that escapes the character behind it, as it is or in an address. */
const ESCAPE = '(?:\\\\|%(?:25)*5c)';

/** A backslash of the secret itself, in any form. */
const BACKSLASH = `(?:${ESCAPE}|u005c|&(?:amp;)*#(?:0*92|x0*5c);)`;

/** What breaks a line, as it is or in an address. */
const BREAK = '(?:\\s|%(?:25)*(?:20|0[9ad]))';

/*
 * A server may send rows of what a pattern repeats, so there is one way to read
 * each of them, from its first character on.
 */

function toSecretPattern(secret: string): string {
  const parts = secret.match(/\\+|[^\\]/gu) ?? [];
  return parts
    .map((part, index) => {
      const between = toBetween(parts[index - 1], part);
      return isBackslashes(part)
        ? `${between}${BACKSLASH}(?:${BREAK}*${BACKSLASH}){${part.length - 1}}${BACKSLASH}*`
        : `${between}(?:${toForms(part).join('|')})`;
    })
    .join('');
}

/** A pattern of what may stand between two parts of a secret, or before the first. */
function toBetween(before: string | undefined, part: string): string {
  // A blank is itself what breaks a line.
  const breaks = /\s/.test(`${before ?? ''}${part}`) ? '' : `${BREAK}*`;
  if (isBackslashes(part)) {
    return before === undefined ? `(?<!${BACKSLASH})` : breaks;
  }
  if (before === undefined) {
    return `(?:(?<!${ESCAPE})${ESCAPE}*)?`;
  }
  if (isBackslashes(before)) {
    // What escapes this part is in their row, but for a break between.
    return breaks && `(?:${BREAK}+${ESCAPE}*)?`;
  }
  return `${breaks}${ESCAPE}*`;
}

function isBackslashes(part: string): boolean {
  return part.startsWith('\\');
}

/** Patterns of all forms of one character, the longer ones first. */
function toForms(character: string): string[] {
  const codePoint = character.codePointAt(0) ?? 0;
  const codeUnits = character.split('').map(unit => unit.charCodeAt(0));
  const bytes = [...Buffer.from(character, 'utf8')];
  return [
    ...(OWN_FORMS[character] ?? []),
    codeUnits.map(unit => `u${toHex(unit, 4)}`).join(`${ESCAPE}*`),
    bytes.map(byte => `%(?:25)*${toHex(byte, 2)}`).join(''),
    `&(?:amp;)*#(?:0*${codePoint}|x0*${codePoint.toString(16)});`,
    character.replace(/[^\p{L}\p{N}]/u, '\\$&'),
  ];
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
