import { AppConfig, ConfigReader } from '@backstage/config';
import fc from 'fast-check';
import { ConfigSection } from './ConfigSection';

type JsonObject = AppConfig['data'];

const section = (data: JsonObject) =>
  new ConfigSection({ config: new ConfigReader(data), key: 'a.b' });

function outcomeOf(texts: JsonObject[string]): string {
  try {
    section({ texts }).readStrings('texts');
    return 'read';
  } catch (error) {
    return String(error);
  }
}

const zeroOrMore = { minimum: 0 };

describe('ConfigSection', () => {
  it('reads absent and null keys as undefined', () => {
    const empty = section({ gone: null });

    for (const name of ['gone', 'absent']) {
      expect(empty.readValue(name)).toBeUndefined();
      expect(empty.readString(name)).toBeUndefined();
      expect(empty.readStrings(name)).toBeUndefined();
      expect(empty.readBoolean(name)).toBeUndefined();
      expect(empty.readNumber(name, zeroOrMore)).toBeUndefined();
      expect(empty.readSection(name)).toBeUndefined();
    }
    expect(empty.names()).toEqual([]);
  });

  it('reads a string as it is written', () => {
    expect(section({ text: ' x ' }).readString('text')).toBe(' x ');
  });

  it.each([
    [123, 'a.b.text is 123 (a number); put it in quotes'],
    [true, 'a.b.text is true (a boolean); put it in quotes'],
    ['', 'a.b.text is empty; give it a value'],
    ['  ', "a.b.text is '  '; give it a value"],
    [['x'], 'a.b.text is a list; a string is wanted'],
    [{ x: 1 }, 'a.b.text is an object; a string is wanted'],
  ])('refuses %j as a string', (text, message) => {
    expect(() => section({ text }).readString('text')).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it.each([
    ['x', ['x']],
    [' x ', [' x ']],
    [['x'], ['x']],
    [['x', 'y', 'x'], ['x', 'y', 'x']],
    [[], []],
  ])('reads %j as the strings %j', (texts, expected) => {
    expect(section({ texts }).readStrings('texts')).toEqual(expected);
  });

  it.each([
    [123, 'a.b.texts is 123 (a number); put it in quotes'],
    ['', 'a.b.texts is empty; give it a value'],
    [{ x: 1 }, 'a.b.texts is an object; a string is wanted'],
    [['x', 5], 'a.b.texts[1] is 5 (a number); a string is wanted, in quotes'],
    [[true], 'a.b.texts[0] is true (a boolean); a string is wanted, in quotes'],
    [[''], 'a.b.texts[0] is empty; a string is wanted'],
    [['x', ' '], "a.b.texts[1] is ' '; a string is wanted"],
    [[null], 'a.b.texts[0] is missing; a string is wanted'],
    [[['x']], 'a.b.texts[0] is a list; a string is wanted'],
  ])('refuses %j as strings', (texts, message) => {
    expect(() => section({ texts }).readStrings('texts')).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('reads any list of strings with a letter in each as it is written', () => {
    const lists = fc.array(fc.string().map(text => `${text}x`));

    fc.assert(
      fc.property(lists, texts => {
        expect(section({ texts }).readStrings('texts')).toEqual(texts);
      }),
    );
  });

  it('reads any list, or names the key in its error', () => {
    const values = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );

    fc.assert(
      fc.property(fc.array(values), texts => {
        expect(outcomeOf(texts)).toMatch(
          /^(read|InputError: a\.b\.texts\[\d+\] is )/,
        );
      }),
    );
  });

  it.each([
    [true, true],
    ['false', false],
    ['yes', true],
  ])('reads %j as the boolean %s', (flag, expected) => {
    expect(section({ flag }).readBoolean('flag')).toBe(expected);
  });

  it.each([['maybe'], [[]], [2], ['']])('refuses %j as a boolean', flag => {
    expect(() => section({ flag }).readBoolean('flag')).toThrow(
      /^a\.b\.flag is .*; true or false is wanted/,
    );
  });

  it.each([
    [4, 4],
    ['4', 4],
    [0, 0],
    [0.5, 0.5],
  ])('reads %j as the number %s', (count, expected) => {
    expect(section({ count }).readNumber('count', zeroOrMore)).toBe(expected);
  });

  it.each([['x'], [''], [' '], [true], [[1]], [-1], [Infinity], ['Infinity']])(
    'refuses %j as a number of zero or more',
    count => {
      expect(() => section({ count }).readNumber('count', zeroOrMore)).toThrow(
        /^a\.b\.count is .*; a number of 0 or more is wanted/,
      );
    },
  );

  it('refuses a number above the maximum', () => {
    const limits = { minimum: 0, maximum: 100 };

    expect(section({ count: 100 }).readNumber('count', limits)).toBe(100);
    expect(() => section({ count: 100.1 }).readNumber('count', limits)).toThrow(
      'a.b.count is 100.1 (a number); a number from 0 to 100 is wanted',
    );
  });

  it('refuses a fraction where a whole number is wanted', () => {
    expect(() =>
      section({ count: 1.5 }).readNumber('count', {
        minimum: 0,
        integer: true,
      }),
    ).toThrow('a.b.count is 1.5 (a number); a whole number of 0 or more');
  });

  it('gives a section beneath it the whole key', () => {
    const inner = section({ c: { d: 5 } }).readSection('c');

    expect(inner?.key).toBe('a.b.c');
    expect(() => inner?.readString('d')).toThrow('a.b.c.d is 5');
  });

  it.each([['x'], [[]], [1]])('refuses %j as a section', c => {
    expect(() => section({ c }).readSection('c')).toThrow(
      /^a\.b\.c is .*; an object is wanted/,
    );
  });
});
