import { AppConfig, ConfigReader } from '@backstage/config';
import fc from 'fast-check';
import { z } from 'zod';
import {
  durationMs,
  flag,
  limit,
  number,
  patterns,
  section,
  somePatterns,
  someTexts,
  text,
  texts,
  toShownValue,
} from './optionTypes';
import { readOptions } from './readOptions';

type JsonValue = AppConfig['data'][string];

/** Reads a value as one option, `x` in the section `a.b`. */
function read<TValue>(option: z.ZodType<TValue>, x: JsonValue | undefined) {
  const config = new ConfigReader({ x }, 'app-config.yaml');
  return readOptions(section({ x: option }), { config, key: 'a.b' }).x;
}

function outcomeOf(value: JsonValue): string {
  try {
    read(texts, value);
    return 'read';
  } catch (error) {
    return String(error);
  }
}

const zeroOrMore = number({ minimum: 0 });

describe('readOptions', () => {
  it.each<[string, z.ZodType<unknown>]>([
    ['a text', text],
    ['texts', texts],
    ['true or false', flag],
    ['a number', zeroOrMore],
    ['a duration', durationMs()],
    ['a section', section({})],
  ])('reads absent and null keys as undefined: %s', (_, option) => {
    expect(read(option.optional(), null)).toBeUndefined();
    expect(read(option.optional(), undefined)).toBeUndefined();
  });

  it('gives a section beneath it the whole key', () => {
    const inner = section({ d: text });

    expect(read(inner, { d: 'y' })).toEqual({ d: 'y' });
    expect(() => read(inner, { d: 5 })).toThrow('a.b.x.d is 5');
  });

  it.each<[z.ZodType<unknown>, JsonValue, string]>([
    [flag, 'maybe', "a.b.x is 'maybe'; true or false is wanted; caused by "],
    [durationMs(), true, 'a.b.x is true (a boolean); a duration above zero is'],
  ])('says in which file a value stands that Backstage cannot read', (option, value, message) => {
    const beneath = { inner: section({ x: option }) };
    const config = new ConfigReader({ inner: { x: value } }, 'app-config.yaml');
    const reading = () =>
      readOptions(section(beneath), { config, key: 'a.b' });

    expect(() => read(option, value)).toThrow(message);
    expect(reading).toThrow(/^a\.b\.inner\.x is .* caused by .*'inner\.x' in 'app-config\.yaml'/);
  });

  it('takes a value of a later file for one that another has of another kind', () => {
    const config = ConfigReader.fromConfigs([
      { context: 'a.yaml', data: { x: 'y' } },
      { context: 'b.yaml', data: { x: { d: 'z' } } },
    ]);

    expect(
      readOptions(section({ x: section({ d: text }) }), { config, key: 'a' }),
    ).toEqual({ x: { d: 'z' } });
  });
});

describe('text', () => {
  it('reads a string as it is written', () => {
    expect(read(text, ' x ')).toBe(' x ');
  });

  it.each([
    [123, 'a.b.x is 123 (a number); put it in quotes'],
    [true, 'a.b.x is true (a boolean); put it in quotes'],
    ['', 'a.b.x is empty; give it a value'],
    ['  ', "a.b.x is '  '; give it a value"],
    [['x'], 'a.b.x is a list; a string is wanted'],
    [{ x: 1 }, 'a.b.x is an object; a string is wanted'],
  ])('refuses %j as a string', (value, message) => {
    expect(() => read(text, value)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });
});

describe('texts', () => {
  it.each([
    ['x', ['x']],
    [' x ', [' x ']],
    [['x'], ['x']],
    [['x', 'y', 'x'], ['x', 'y', 'x']],
    [[], []],
  ])('reads %j as the strings %j', (value, expected) => {
    expect(read(texts, value)).toEqual(expected);
  });

  it.each([
    [123, 'a.b.x is 123 (a number); put it in quotes'],
    ['', 'a.b.x is empty; give it a value'],
    [{ x: 1 }, 'a.b.x is an object; a string is wanted'],
    [['x', 5], 'a.b.x[1] is 5 (a number); a string is wanted, in quotes'],
    [[true], 'a.b.x[0] is true (a boolean); a string is wanted, in quotes'],
    [[''], 'a.b.x[0] is empty; a string is wanted'],
    [['x', ' '], "a.b.x[1] is ' '; a string is wanted"],
    [[null], 'a.b.x[0] is missing; a string is wanted'],
    [[['x']], 'a.b.x[0] is a list; a string is wanted'],
  ])('refuses %j as strings', (value, message) => {
    expect(() => read(texts, value)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('reads any list of strings with a letter in each as it is written', () => {
    const lists = fc.array(fc.string().map(each => `${each}x`));

    fc.assert(
      fc.property(lists, value => {
        expect(read(texts, value)).toEqual(value);
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
      fc.property(fc.array(values), value => {
        expect(outcomeOf(value)).toMatch(
          /^(read|InputError: a\.b\.x\[\d+\] is )/,
        );
      }),
    );
  });

});

describe('flag', () => {
  it.each([
    [true, true],
    ['false', false],
    ['yes', true],
  ])('reads %j as the boolean %s', (value, expected) => {
    expect(read(flag, value)).toBe(expected);
  });

  it.each([['maybe'], [[]], [2], ['']])('refuses %j as a boolean', value => {
    expect(() => read(flag, value)).toThrow(
      /^a\.b\.x is .*; true or false is wanted/,
    );
  });

});

describe('number', () => {
  it.each([
    [4, 4],
    ['4', 4],
    [0, 0],
    [0.5, 0.5],
  ])('reads %j as the number %s', (value, expected) => {
    expect(read(zeroOrMore, value)).toBe(expected);
  });

  it.each([['x'], [''], [' '], [true], [[1]], [-1], [Infinity], ['Infinity']])(
    'refuses %j as a number of zero or more',
    value => {
      expect(() => read(zeroOrMore, value)).toThrow(
        /^a\.b\.x is .*; a number of 0 or more is wanted/,
      );
    },
  );

  it('refuses a number above the maximum', () => {
    const percentage = number({ minimum: 0, maximum: 100 });

    expect(read(percentage, 100)).toBe(100);
    expect(() => read(percentage, 100.1)).toThrow(
      'a.b.x is 100.1 (a number); a number from 0 to 100 is wanted',
    );
  });

  it('refuses a fraction where a whole number is wanted', () => {
    expect(() =>
      read(number({ minimum: 0, integer: true }), 1.5),
    ).toThrow('a.b.x is 1.5 (a number); a whole number of 0 or more');
  });

});

describe('section', () => {
  it.each([['x'], [[]], [1]])('refuses %j as a section', value => {
    expect(() => read(section({}), value)).toThrow(
      /^a\.b\.x is .*; an object is wanted/,
    );
  });
});

describe('someTexts', () => {
  it('refuses an empty list', () => {
    expect(read(someTexts, 'x')).toEqual(['x']);
    expect(() => read(someTexts, [])).toThrow(
      'a.b.x is an empty list, which takes nothing in; give it a value, or leave the key out',
    );
  });
});

describe('patterns', () => {
  it('makes a regular expression of each text', () => {
    expect(read(patterns, ['^A', 'b'])).toEqual([/^A/, /b/]);
  });

  it('shows the first text that is none, and why', () => {
    expect(() => read(patterns, ['a', '(b', '(c'])).toThrow(
      /^a\.b\.x is '\(b', which is not a regular expression: .*Unterminated group; caused by SyntaxError/,
    );
  });
});

describe('somePatterns', () => {
  it('refuses an empty list', () => {
    expect(read(somePatterns, '^A')).toEqual([/^A/]);
    expect(() => read(somePatterns, [])).toThrow('a.b.x is an empty list');
  });
});

describe('limit', () => {
  it('takes -1 for no limit', () => {
    expect(read(limit, 0.5)).toBe(0.5);
    expect(read(limit, '-1')).toBeUndefined();
  });

  it.each([[0], ['0'], [-0.5]])('refuses %j', value => {
    expect(() => read(limit, value)).toThrow(
      /^a\.b\.x is .*; a number above 0 is wanted, or -1 to switch the limit off/,
    );
  });
});

describe('durationMs', () => {
  it.each([
    [{ hours: 1, minutes: -30 }, 1_800_000],
    ['PT1M', 60_000],
    ['45s', 45_000],
    [{ minutes: '2' }, 120_000],
  ])('reads %j as %s ms', (value, expected) => {
    expect(read(durationMs(), value)).toBe(expected);
  });

  it.each([['soon'], [{}], [{ seconds: 0 }], [{ parsecs: 1 }], [[]], [5]])(
    'refuses %j',
    value => {
      expect(() => read(durationMs(), value)).toThrow(
        /^a\.b\.x is .*; a duration above zero is wanted, such as \{ minutes: 30 \}/,
      );
    },
  );

  it('refuses more than the most', () => {
    const short = durationMs({ mostMs: 1_000, advice: 'be quick' });

    expect(read(short, { seconds: 1 })).toBe(1_000);
    expect(() => read(short, '2s')).toThrow("a.b.x is '2s'; be quick");
  });
});

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
