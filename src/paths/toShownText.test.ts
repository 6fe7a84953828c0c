import { toShownText } from './toShownText';

describe('toShownText', () => {
  it.each([
    ['', 'empty'],
    ['^A', "'^A'"],
  ])('shows %j as %s', (text, shown) => {
    expect(toShownText(text)).toBe(shown);
  });

  it('cuts a string of more than 120 characters', () => {
    expect(toShownText('x'.repeat(121))).toBe(`'${'x'.repeat(120)}…'`);
    expect(toShownText('x'.repeat(120))).toBe(`'${'x'.repeat(120)}'`);
  });
});
