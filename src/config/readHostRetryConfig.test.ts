import { AppConfig, ConfigReader } from '@backstage/config';
import { ConfigSection } from './ConfigSection';
import { readHostRetryConfig } from './readHostRetryConfig';

type JsonValue = AppConfig['data'][string];

function read(retry?: JsonValue) {
  const config = new ConfigReader({ retry });
  return readHostRetryConfig(new ConfigSection({ config, key: 'i[0]' }));
}

describe('readHostRetryConfig', () => {
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
    [{ retryStatusCodes: 429 }, 'i[0].retry.retryStatusCodes is 429'],
    [{ retryStatusCodes: [99] }, 'i[0].retry.retryStatusCodes is a list'],
    [{ retryStatusCodes: [600] }, 'i[0].retry.retryStatusCodes is a list'],
    [{ retryStatusCodes: [429.5] }, 'i[0].retry.retryStatusCodes is a list'],
    [{ retryStatusCodes: ['5xx'] }, 'i[0].retry.retryStatusCodes is a list'],
    [{ retryStatusCodes: [' '] }, 'i[0].retry.retryStatusCodes is a list'],
    [{ retryStatusCodes: [429, null] }, 'i[0].retry.retryStatusCodes is a'],
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
