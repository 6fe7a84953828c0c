import { AppConfig, ConfigReader } from '@backstage/config';
import { readProviderConfig } from './readProviderConfig';

type JsonValue = AppConfig['data'][string];

function read(host: JsonValue | undefined, ...integrationHosts: string[]) {
  const config = new ConfigReader({ host });
  const provider = { id: 'main', key: 'p.main', config };
  return readProviderConfig(provider, { integrationHosts }).host;
}

describe('readProviderConfig, of a host', () => {
  it('reads a host that has an integration', () => {
    expect(read('b.x:7990', 'a.x', 'b.x:7990')).toBe('b.x:7990');
  });

  it('reads a host in upper case', () => {
    expect(read('B.X', 'b.x')).toBe('b.x');
  });

  it('fills in the host of the only integration', () => {
    expect(read(undefined, 'a.x')).toBe('a.x');
  });

  it.each([
    [undefined, [], 'is missing, and can only be filled in'],
    [undefined, [], '(there: none)'],
    [undefined, ['a.x', 'b.x'], '(there: a.x, b.x); name a host'],
    ['c.x', ['a.x', 'b.x'], "is 'c.x', and integrations.bitbucketServer has"],
    ['c.x', ['a.x', 'b.x'], '(there: a.x, b.x); add it there'],
    ['C.x', [], "is 'C.x', and integrations.bitbucketServer has no such host"],
    ['a.x:7990', ['a.x'], 'no such host (there: a.x)'],
    ['https://a.x', ['a.x'], "is 'https://a.x'; leave the scheme out: a.x"],
    ['a.x/bitbucket', ['a.x'], 'leave the path out'],
    ['', ['a.x'], 'is empty'],
    [5, ['a.x'], 'is 5 (a number); put it in quotes'],
  ])('refuses %j with integrations for %j', (host, hosts, message) => {
    expect(() => read(host, ...hosts)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(/^p\.main\.host is /),
      }),
    );
    expect(() => read(host, ...hosts)).toThrow(message);
  });
});
