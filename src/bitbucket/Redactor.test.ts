import fc from 'fast-check';
import { createRedactor, Redactor } from './Redactor';

const token = 'NjQ5MzA1MTIwNTY1OrW0';
const redactor = new Redactor({ secrets: [token, 'api'] });

describe('Redactor', () => {
  it('quotes without the secrets, cut to 1,000 characters', () => {
    expect(redactor.quote(`it was ${token}.`)).toBe('it was ***.');
    expect(redactor.quote('x'.repeat(2_000))).toHaveLength(1_000);
  });

  it('shows no half of a secret, wherever a text is cut', () => {
    const half = token.slice(0, 5);
    for (let length = 980; length <= 1_000; length += 1) {
      const quoted = redactor.quote(`${'x'.repeat(length)}${token}`);
      expect(quoted).not.toContain(half);
    }
    // Shortened by many secrets, what is behind them moves to the front.
    expect(redactor.quote(token.repeat(200))).not.toContain(half);
    expect(redactor.quote(`${token} `.repeat(500))).not.toContain(half);
  });

  it.each([undefined, null, ''])('quotes nothing of %p', text => {
    expect(redactor.quote(text)).toBeUndefined();
  });

  it('finds secrets of any length in what is no name', () => {
    expect(redactor.finds(`https://h/${token}`)).toBe(true);
    expect(redactor.finds('https://h/api')).toBe(true);
    expect(redactor.finds('https://h/docs')).toBe(false);
  });

  it('finds long secrets alone in a name, which may hold a short one by chance', () => {
    expect(redactor.findsInName(`KEY/${token}`)).toBe(true);
    expect(redactor.findsInName('KEY/rest-api')).toBe(false);
  });
});

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
