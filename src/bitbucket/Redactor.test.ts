import { Redactor } from './Redactor';

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
