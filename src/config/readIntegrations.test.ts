import { AppConfig, ConfigReader } from '@backstage/config';
import { readBitbucketServerIntegrationConfig } from '@backstage/integration';
import { readIntegrations } from './readIntegrations';

type JsonValue = AppConfig['data'][string];

const read = (bitbucketServer?: JsonValue) =>
  readIntegrations(new ConfigReader({ integrations: { bitbucketServer } }));

describe('readIntegrations', () => {
  it('finds none where nothing is configured', () => {
    expect(readIntegrations(new ConfigReader({}))).toEqual([]);
    expect(read([])).toEqual([]);
  });

  it('reads each entry, with the key it stands at', () => {
    const found = read([{ host: 'a.x' }, { host: 'b.x:7990', token: 't' }]);

    expect(found.map(({ key }) => key)).toEqual([
      'integrations.bitbucketServer[0]',
      'integrations.bitbucketServer[1]',
    ]);
    expect(found[1]?.integration).toMatchObject({
      host: 'b.x:7990',
      token: 't',
      apiBaseUrl: 'https://b.x:7990/rest/api/1.0',
    });
  });

  it.each<{ [key: string]: JsonValue }>([
    {},
    { token: ' t\n', username: ' jane ', password: ' pass ' },
    { token: ' ' },
    { apiBaseUrl: 'http://a.x/git/rest/api/1.0//' },
    { apiBaseUrl: '/' },
    { commitSigningKey: 'key' },
  ])('reads %j as Backstage does', entry => {
    const data = { host: 'a.x', ...entry };
    const [found] = read([data]);

    expect(found?.integration).toEqual(
      readBitbucketServerIntegrationConfig(new ConfigReader(data)),
    );
  });

  it.each<[string, JsonValue]>(
    ['apiBaseUrl', 'token', 'username', 'password', 'commitSigningKey'].flatMap(
      key => [5, '', true, null, ['a']].map((value): [string, JsonValue] => [key, value]),
    ),
  )('takes or refuses a %s of %j as Backstage does', (key, value) => {
    const data = { host: 'a.x', [key]: value };
    const isRefused = (reading: () => unknown) => {
      try {
        reading();
        return false;
      } catch {
        return true;
      }
    };

    expect(isRefused(() => read([data]))).toBe(
      isRefused(() =>
        readBitbucketServerIntegrationConfig(new ConfigReader(data)),
      ),
    );
  });

  it('takes the first of two entries with the same host', () => {
    const found = read([{ host: 'a.x', token: '1' }, { host: 'a.x' }]);

    expect(found.map(({ integration }) => integration.token)).toEqual(['1']);
  });

  it('warns of each further entry with the same host, and names the one that counts', () => {
    const warnings: string[] = [];
    readIntegrations(
      new ConfigReader({
        integrations: {
          bitbucketServer: [
            { host: 'b.x' },
            { host: 'a.x', token: 's3cret-1' },
            { host: 'a.x', token: 's3cret-2' },
            { host: 'b.x:7990' },
            { host: 'a.x' },
          ],
        },
      }),
      { logger: { warn: message => warnings.push(message) } },
    );

    expect(warnings).toEqual([
      expect.stringMatching(
        /^integrations\.bitbucketServer\[2\] is ignored, since integrations\.bitbucketServer\[1\] has its host a\.x too.*service account/,
      ),
      expect.stringMatching(/^integrations\.bitbucketServer\[4\] is ignored/),
    ]);
    expect(warnings.join()).not.toContain('s3cret');
  });

  it('does not mind what is wrong with other integrations', () => {
    const config = new ConfigReader({
      integrations: { github: [{ host: 'https://x' }] },
    });

    expect(readIntegrations(config)).toEqual([]);
  });

  it.each<[JsonValue, string]>([
    [{ host: 'a.x' }, ' is not a list of objects; put a dash'],
    [['a.x'], ' is not a list of objects'],
    [[{ host: 'a.x' }, {}], '[1].host is missing; name the host'],
    [[{ host: 5 }], '[0].host is 5 (a number); put it in quotes'],
    [[{ host: 'https://a.x' }], "[0].host is 'https://a.x'; leave the scheme"],
    [[{ host: 'A.x' }], "[0].host is 'A.x'; write it in lower case"],
    [[{ host: 'a.x', apiBaseUrl: 5 }], '[0] cannot be read: '],
    [[{ host: 'a.x', token: '' }], '[0] cannot be read: '],
  ])('refuses %j', (value, message) => {
    expect(() => read(value)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(
          `integrations.bitbucketServer${message}`,
        ),
      }),
    );
  });

  it('names the key of a credential that is no string, not its value', () => {
    const reading = () => read([{ host: 'a.x', token: 123456 }]);

    expect(reading).toThrow('integrations.bitbucketServer[0].token');
    expect(reading).not.toThrow('123456');
  });
});
