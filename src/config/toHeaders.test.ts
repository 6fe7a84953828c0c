import { AppConfig, ConfigReader } from '@backstage/config';
import { integrationOptions } from './options';
import { readOptions } from './readOptions';
import { toHeaders } from './toHeaders';

type JsonValue = AppConfig['data'][string];

function read(headers?: JsonValue, options = { hasCredentials: true }) {
  const config = new ConfigReader({ headers });
  const found = readOptions(integrationOptions, { config, key: 'i[0]' });
  return toHeaders(found.headers, { key: 'i[0].headers', ...options });
}

describe('toHeaders', () => {
  it('finds none where nothing is configured', () => {
    expect(read()).toEqual({});
    expect(read(null)).toEqual({});
    expect(read({})).toEqual({});
  });

  it('reads names in lower case, and values as they are', () => {
    expect(
      read({ 'CF-Access-Client-Id': 'A b=; "c"', cookie: 'x=y', 'X.Y_z': 'ü' }),
    ).toEqual({
      'cf-access-client-id': 'A b=; "c"',
      cookie: 'x=y',
      'x.y_z': 'ü',
    });
  });

  it('takes Authorization where there are no credentials', () => {
    const headers = { Authorization: 'Negotiate abc' };

    expect(read(headers, { hasCredentials: false })).toEqual({
      authorization: 'Negotiate abc',
    });
    expect(() => read(headers)).toThrow(
      'i[0].headers.Authorization is what the token, or username and password, of this integration become',
    );
  });

  it.each<[JsonValue, string]>([
    ['x-a: s3cret', 'i[0].headers is no object; write the name'],
    [['x-a: s3cret'], 'i[0].headers is no object'],
    [{ 'x a': 's3cret' }, 'i[0].headers.x a is no name of a header'],
    [{ '': 's3cret' }, 'i[0].headers. is no name of a header'],
    [{ Host: 's3cret' }, 'i[0].headers.Host is a header that HTTP sets'],
    [{ 'Content-Length': '5' }, 'is a header that HTTP sets'],
    [{ 'x-a': '' }, 'i[0].headers.x-a holds no text'],
    [{ 'x-a': 5303 }, 'i[0].headers.x-a holds no text; give it a value in quotes'],
    [{ 'x-a': ['s3cret'] }, 'i[0].headers.x-a holds no text'],
    [{ 'x-a': 's3cret\n' }, 'i[0].headers.x-a holds a character that no header'],
    [{ 'x-a': 's3cret\u20ac' }, 'i[0].headers.x-a holds a character that no header'],
    [{ 'x-a': '1', 'X-A': 's3cret' }, 'is there more than once'],
  ])('refuses %j, and does not show the value', (headers, message) => {
    expect(() => read(headers)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
    expect(() => read(headers)).not.toThrow(/s3cret|5303/);
  });
});
