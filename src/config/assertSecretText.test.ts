import fc from 'fast-check';
import { assertSecretText } from './assertSecretText';

const key = 'integrations.bitbucketServer[0].token';

function messageOf(
  secret: string,
  options: { inHeader?: true } = {},
): string | undefined {
  try {
    assertSecretText(secret, { key, ...options });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('assertSecretText', () => {
  it.each([
    ['a line feed at its end', 's3cret\n', 'a line feed (U+000A) as its last character'],
    ['a carriage return', 's3\rcret', 'a carriage return (U+000D) as character 3'],
    ['a tab in front', '\ts3cret', 'a tab (U+0009) as character 1'],
    ['a null character', 's\0', 'a null character (U+0000) as its last'],
    ['a no-break space', 's\u00a0', 'a no-break space (U+00A0) as its last'],
    ['a zero-width space', 's3\u200bcret', 'a zero-width space (U+200B) as character 3'],
    ['a byte order mark', '\ufeffs3cret', 'a byte order mark (U+FEFF) as character 1'],
    ['a line separator', 's\u2028cret', 'the character U+2028 as character 2'],
    ['a tag character', 's\u{e0041}cret', 'the character U+E0041 as character 2'],
    ['half a character', 's\ud83dcret', 'the character U+D83D as character 2'],
  ])('refuses %s, and says which it is and where', (_, secret, words) => {
    expect(messageOf(secret)).toContain(`${key} has ${words}`);
  });

  it('counts characters, not halves of them', () => {
    expect(messageOf('😀😀\n!')).toContain('a line feed (U+000A) as character 3');
  });

  it.each(['s3cret', 'with blanks ', 'schlüssel', '密码', '😀', '":\\{}~'])(
    'takes %p, which need not go into a header',
    secret => {
      expect(messageOf(secret)).toBeUndefined();
    },
  );

  it.each(['schlüssel', '密码', '😀', '\x7f'])(
    'refuses %p where it is to go into a header',
    secret => {
      expect(messageOf(secret, { inHeader: true })).toContain(' has ');
    },
  );

  it('never shows the secret', () => {
    const secret = fc.string({ unit: 'grapheme', minLength: 12 });
    fc.assert(
      fc.property(secret, text => {
        expect(messageOf(`${text}\n`) ?? '').not.toContain(text);
        expect(messageOf(`${text}\n`)).toBeDefined();
      }),
    );
  });
});
