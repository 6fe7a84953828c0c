import { InputError } from '@backstage/errors';

/** Nobody sees them, and nobody means them. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
/** What a header carries as it is. */
const NOT_IN_A_HEADER = /[^ -~]/u;

const NAMES: Readonly<Record<string, string>> = {
  '\0': 'a null character',
  '\t': 'a tab',
  '\n': 'a line feed',
  '\r': 'a carriage return',
  '\u00a0': 'a no-break space',
  '\u200b': 'a zero-width space',
  '\ufeff': 'a byte order mark',
};

/**
 * Throws where a secret has a character that it cannot have meant or that
 * nothing can carry. The error names the character and its place, and never
 * the secret.
 */
export function assertSecretText(
  secret: string,
  options: {
    key: string;
    /** Whether it goes into a header as it is; it need not by default. */
    inHeader?: true;
    /** A further character that it may not have, and why. */
    never?: { character: string; why: string };
  },
): void {
  const { key, inHeader, never } = options;
  const characters = [...secret];
  const index = characters.findIndex(
    character =>
      INVISIBLE.test(character) ||
      (inHeader && NOT_IN_A_HEADER.test(character)) ||
      character === never?.character,
  );
  const character = characters[index];
  if (character === undefined) {
    return;
  }
  const place =
    index === characters.length - 1
      ? 'as its last character'
      : `as character ${index + 1}`;
  throw new InputError(
    `${key} has ${toName(character)} ${place}, ${toReason(character, options)}`,
  );
}

function toReason(
  character: string,
  { never }: { never?: { character: string; why: string } },
): string {
  if (character === never?.character) {
    return never.why;
  }
  return INVISIBLE.test(character)
    ? 'which nobody sees; it is mostly the end of a line of a file, or was copied along: take it out'
    : 'which no header of a request can carry; look whether the value is the right one';
}

function toName(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  const point = `U+${code.padStart(4, '0')}`;
  return NAMES[character]
    ? `${NAMES[character]} (${point})`
    : `the character ${point}`;
}
