import { toShownValue } from './toShownValue';

describe('toShownValue', () => {
  it.each([
    [undefined, 'missing'],
    [null, 'missing'],
    ['', 'empty'],
    ['^A', "'^A'"],
    [123, '123 (a number)'],
    [false, 'false (a boolean)'],
    [['a'], 'a list'],
    [{ a: 1 }, 'an object'],
  ])('shows %j as %s', (value, shown) => {
    expect(toShownValue(value)).toBe(shown);
  });

  it('cuts a string of more than 120 characters', () => {
    expect(toShownValue('x'.repeat(121))).toBe(`'${'x'.repeat(120)}…'`);
    expect(toShownValue('x'.repeat(120))).toBe(`'${'x'.repeat(120)}'`);
  });
});
