import fc from 'fast-check';
import { createRedactor } from './createRedactor';

const escapeHtml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** Every form in which a server might repeat what it was sent. */
const forms: Record<string, (text: string) => string> = {
  'as it is': text => text,
  'in an address': encodeURIComponent,
  'in an address, in lower case': text =>
    encodeURIComponent(text).replace(/%../g, hex => hex.toLowerCase()),
  'in a form': text => new URLSearchParams([['', text]]).toString().slice(1),
  'in an address in an address': text =>
    encodeURIComponent(encodeURIComponent(text)),
  'in JSON': inJson,
  'in JSON in JSON': text => inJson(inJson(text)),
  'in JSON in an address in an address': text =>
    encodeURIComponent(encodeURIComponent(inJson(text))),
  'in JSON with escaped slashes': text => inJson(text).replaceAll('/', '\\/'),
  'in JSON with escapes of code units': text =>
    text.replace(
      /[^]/g,
      unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  'in HTML': escapeHtml,
  'in HTML in HTML': text => escapeHtml(escapeHtml(text)),
  'in HTML by number': text =>
    Array.from(text, letter => `&#x${letter.codePointAt(0)?.toString(16)};`).join(
      '',
    ),
};

const secret = 'p/w+1=="\\<&> ü😀\'%';

describe('createRedactor', () => {
  it.each(Object.keys(forms))('blots out a secret %s', form => {
    const redact = createRedactor([secret]);
    const repeated = forms[form]?.(secret) ?? '';
    expect(redact(`before ${repeated} after`)).toBe('before *** after');
  });

  it.each(Object.keys(forms))('blots out any secret %s', form => {
    const anySecret = fc
      .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
      .filter(text => text.trim() !== '');
    fc.assert(
      fc.property(anySecret, text => {
        const redact = createRedactor([text]);
        expect(redact(forms[form]?.(text) ?? '')).toBe('***');
      }),
    );
  });

  it('blots out a secret wherever and however often it stands', () => {
    const redact = createRedactor(['token', 'password']);
    expect(redact('token, TOKEN and password')).toBe('***, *** and ***');
  });

  it.each([
    ['by blanks', ' '],
    ['by line ends', '\r\n'],
    ['by line ends with an indent', '\n    '],
    ['by line ends in an address', '%0D%0A'],
  ])('blots out a secret broken %s', (_, between) => {
    const redact = createRedactor(['s3cretToken']);
    const broken = ['s3cre', 'tTok', 'en'].join(between);
    expect(redact(`before ${broken} after`)).toBe('before *** after');
  });

  it('blots out a secret broken between a backslash and what is escaped behind it', () => {
    const redact = createRedactor(['s3\\"cret']);
    expect(redact('before s3\\\\\n\\"cret after')).toBe('before *** after');
  });

  it('takes time in proportion to the length of a text', () => {
    const redact = createRedactor(['nnntttrrr   nnn', 'aaaaaaaaaaaaaaaab']);
    const text = '\\n\\t\\r n t r '.repeat(2_000) + 'a '.repeat(20_000);
    expect(redact(text)).toBe(text);
  });

  it.each([
    ['backslashes', '\\'],
    ['backslashes in an address', '%5c'],
    ['backslashes in an address in an address', '%255C'],
    ['backslashes by number', '&#92;'],
    ['backslashes between blanks', '\\ '],
    ['ampersands', '&amp;'],
    ['blanks', ' '],
  ])('takes no longer for rows of %s', (_, one) => {
    const row = one.repeat(50_000);
    const text = `${row}p${row}p\\${row}`;
    for (const each of ['p\\\\w', '\\p w', 'pw&\\x', 'p\\n\\w']) {
      expect(createRedactor([each])(text)).toBe(text);
    }
  });

  it('takes nothing in a secret for a pattern', () => {
    expect(createRedactor(['a.c|d*'])('abc and ad')).toBe('abc and ad');
  });

  it('leaves everything as it is where there is no secret', () => {
    expect(createRedactor([''])('text')).toBe('text');
    expect(createRedactor([])('text')).toBe('text');
  });
});
