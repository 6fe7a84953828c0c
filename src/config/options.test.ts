import { AppConfig, ConfigReader } from '@backstage/config';
import { integrationOptions, providerOptions } from './options';
import { readOptions } from './readOptions';

type JsonValue = Exclude<AppConfig['data'][string], undefined>;

function read(retry?: JsonValue) {
  const config = new ConfigReader({ retry });
  return readOptions(integrationOptions, { config, key: 'i[0]' }).retry;
}

describe('integrationOptions, of retry', () => {
  it.each([[undefined], [null], [{}]])('fills in defaults for %j', retry => {
    expect(read(retry)).toEqual({
      maxRetries: 4,
      retryStatusCodes: [429, 500, 502, 503, 504],
      maxApiRequestsPerMinute: undefined,
    });
  });

  it.each([[0], [10], ['3']])('reads %j as maxRetries', maxRetries => {
    expect(read({ maxRetries }).maxRetries).toBe(Number(maxRetries));
  });

  it.each([
    [[429], [429]],
    [['429', 100, 599], [429, 100, 599]],
    [[], []],
  ])('replaces the status codes by %j', (retryStatusCodes, expected) => {
    expect(read({ retryStatusCodes }).retryStatusCodes).toEqual(expected);
  });

  it.each([
    [60, 60],
    [0.5, 0.5],
    ['60', 60],
    [-1, undefined],
    ['-1', undefined],
  ])('reads %j as %s requests a minute', (value, expected) => {
    expect(
      read({ maxApiRequestsPerMinute: value }).maxApiRequestsPerMinute,
    ).toBe(expected);
  });

  it.each<[JsonValue, string]>([
    [5, 'i[0].retry is 5 (a number); an object is wanted'],
    [{ maxRetries: -1 }, 'i[0].retry.maxRetries is -1 (a number); a whole'],
    [{ maxRetries: 1.5 }, 'i[0].retry.maxRetries is 1.5 (a number); a whole'],
    [
      { retryStatusCodes: 429 },
      'i[0].retry.retryStatusCodes is 429 (a number); a list of status codes is wanted, such as [429, 503]',
    ],
    [
      { retryStatusCodes: [99] },
      'i[0].retry.retryStatusCodes[0] is 99 (a number); a whole number from 100 to 599 is wanted',
    ],
    [{ retryStatusCodes: [600] }, 'i[0].retry.retryStatusCodes[0] is 600'],
    [{ retryStatusCodes: [429.5] }, 'i[0].retry.retryStatusCodes[0] is 429.5'],
    [{ retryStatusCodes: ['5xx'] }, "i[0].retry.retryStatusCodes[0] is '5xx'"],
    [{ retryStatusCodes: [' '] }, "i[0].retry.retryStatusCodes[0] is ' '"],
    [{ retryStatusCodes: [429, null] }, 'i[0].retry.retryStatusCodes[1] is'],
    [
      { maxApiRequestsPerMinute: 0 },
      'i[0].retry.maxApiRequestsPerMinute is 0 (a number); a number above 0 is wanted, or -1',
    ],
    [
      { maxApiRequestsPerMinute: -0.5 },
      'i[0].retry.maxApiRequestsPerMinute is -0.5',
    ],
    [
      { maxApiRequestsPerMinute: -2 },
      'i[0].retry.maxApiRequestsPerMinute is -2',
    ],
    [
      { maxApiRequestsPerMinute: 'none' },
      "i[0].retry.maxApiRequestsPerMinute is 'none'",
    ],
  ])('refuses %j', (retry, message) => {
    expect(() => read(retry)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });
});

describe('providerOptions, of catalogPath', () => {
  const readPath = (catalogPath: JsonValue) =>
    readOptions(providerOptions, {
      config: new ConfigReader({ catalogPath }),
      key: 'p',
    }).catalogPath;

  it.each([['/a.yaml'], [' '.concat('/a')], [['/a.yaml', 'b/{c,d}']]])(
    'reads %j as it is written',
    configured => {
      expect(readPath(configured)).toEqual(configured);
    },
  );

  it.each<[JsonValue, string, string]>([
    [123, '123 (a number)', 'a path such as /catalog-info.yaml is wanted'],
    [true, 'true (a boolean)', 'a path such as'],
    [{}, 'an object', 'a path such as'],
    ['', 'empty', 'give it a path'],
    ['  ', "'  '", 'give it a path'],
  ])('refuses %j', (configured, shown, advice) => {
    expect(() => readPath(configured)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(`p.catalogPath is ${shown}; `),
      }),
    );
    expect(() => readPath(configured)).toThrow(advice);
    expect(() => readPath(['/x', configured])).toThrow(
      `p.catalogPath[1] is ${shown}; `,
    );
  });

  it('refuses an empty list', () => {
    expect(() => readPath([])).toThrow(
      'p.catalogPath is an empty list; give it a path, or leave the key out for /catalog-info.yaml',
    );
  });

  it.each<[JsonValue, string]>([
    [[null], 'p.catalogPath[0] is missing; a path such as'],
    [[['/a']], 'p.catalogPath[0] is a list; a path such as'],
  ])('refuses the list %j', (configured, message) => {
    expect(() => readPath(configured)).toThrow(message);
  });
});
