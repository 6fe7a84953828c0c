import { AppConfig, ConfigReader } from '@backstage/config';
import { readHostConfig } from './readHostConfig';

type JsonObject = AppConfig['data'];

const read = (integration: JsonObject, host = 'a.x') =>
  readHostConfig(
    new ConfigReader({
      integrations: {
        bitbucketServer: [{ host: 'other.x' }, { host: 'a.x', ...integration }],
      },
    }),
    host,
  );

const key = 'integrations.bitbucketServer[1]';

describe('readHostConfig', () => {
  it('fills in its defaults', () => {
    expect(read({})).toEqual({
      host: 'a.x',
      apiBaseUrl: 'https://a.x/rest/api/1.0',
      credentials: { type: 'none' },
      headers: {},
      tls: undefined,
      maxConcurrentRequests: 8,
      timeoutMs: 30_000,
      repositoryHashes: 'auto',
      retry: {
        maxRetries: 4,
        retryStatusCodes: [429, 500, 502, 503, 504],
        maxApiRequestsPerMinute: undefined,
      },
    });
  });

  it('finds a host in upper case', () => {
    expect(read({}, 'A.X').host).toBe('a.x');
  });

  it('names the hosts there are where the host is not among them', () => {
    expect(() => read({}, 'b.x')).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(
          "integrations.bitbucketServer has no entry with host 'b.x' (there: other.x, a.x); add one",
        ),
      }),
    );
  });

  it('says that there is no host where there is none', () => {
    expect(() => readHostConfig(new ConfigReader({}), 'b.x')).toThrow(
      '(there: none)',
    );
  });

  it.each([
    ['http://a.x:7990/bitbucket/rest/api/1.0', undefined],
    ['https://a.x/rest/api/1.0///', 'https://a.x/rest/api/1.0'],
    ['https://proxy.x/rest/api/latest', undefined],
  ])('keeps the address %s but for slashes at its end', (apiBaseUrl, kept) => {
    expect(read({ apiBaseUrl }).apiBaseUrl).toBe(kept ?? apiBaseUrl);
  });

  it.each([
    ['a.x/rest', "is 'a.x/rest', which is no URL"],
    [' https://a.x', "is ' https://a.x', which is no URL"],
    ['ftp://a.x', 'begins with ftp:, which is not a web address'],
    ['a.x:7990/rest', 'begins with a.x:, which is not a web address'],
    ['https://a.x/r?x=y', 'leave out what follows https://a.x/r'],
    ['https://a.x/r#x', 'leave out what follows https://a.x/r'],
  ])('refuses the address %s', (apiBaseUrl, message) => {
    expect(() => read({ apiBaseUrl })).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(`${key}.apiBaseUrl `),
      }),
    );
    expect(() => read({ apiBaseUrl })).toThrow(message);
  });

  it.each([
    ['https://me:s3cret@a.x/rest'],
    ['https://s3cret@a.x'],
    ['me:s3cret@a.x'],
    ['https://me:s3cret@a.x:port/'],
    ['https://a.x/rest?token=s3cret'],
  ])('keeps the credentials of %s out of the error', apiBaseUrl => {
    expect(() => read({ apiBaseUrl })).toThrow(`${key}.apiBaseUrl`);
    expect(() => read({ apiBaseUrl })).not.toThrow('s3cret');
  });

  it.each([[1], ['16']])('reads %j as maxConcurrentRequests', value => {
    expect(read({ maxConcurrentRequests: value }).maxConcurrentRequests).toBe(
      Number(value),
    );
  });

  it.each([[0], [-1], [1.5], ['many']])(
    'refuses %j as maxConcurrentRequests',
    maxConcurrentRequests => {
      expect(() => read({ maxConcurrentRequests })).toThrow(
        /^integrations\.bitbucketServer\[1\]\.maxConcurrentRequests is .*; a whole number of 1 or more is wanted/,
      );
    },
  );

  it.each([
    [{ seconds: 90 }, 90_000],
    [{ minutes: 2, seconds: 1 }, 121_000],
    ['PT1M', 60_000],
    ['45s', 45_000],
    [{ milliseconds: 1 }, 1],
    [{ hours: 1 }, 3_600_000],
  ])('reads %j as timeout', (timeout, timeoutMs) => {
    expect(read({ timeout }).timeoutMs).toBe(timeoutMs);
  });

  it.each([
    [{ seconds: 0 }],
    [{ seconds: -1 }],
    [{ hours: 2 }],
    [{}],
    [{ parsecs: 1 }],
    ['soon'],
    [30],
    [true],
  ])('refuses %j as timeout', timeout => {
    expect(() => read({ timeout })).toThrow(
      /^integrations\.bitbucketServer\[1\]\.timeout is .*; give a duration above zero and up to an hour/,
    );
  });

  it.each(['auto', 'off'])('reads %s as repositoryHashes', value => {
    const { repositoryHashes } = read({ repositoryHashes: value });
    expect(repositoryHashes).toBe(value);
  });

  it.each([['on'], [true]])('refuses %j as repositoryHashes', value => {
    expect(() => read({ repositoryHashes: value })).toThrow(
      /^integrations\.bitbucketServer\[1\]\.repositoryHashes is /,
    );
  });

  it('reads credentials and retry of the entry', () => {
    expect(read({ token: 't', retry: { maxRetries: 0 } })).toMatchObject({
      credentials: { type: 'token', token: 't' },
      retry: { maxRetries: 0 },
    });
  });
});
