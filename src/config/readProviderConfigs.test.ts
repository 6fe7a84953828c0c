import { AppConfig, ConfigReader } from '@backstage/config';
import { readProviderConfigs } from './readProviderConfigs';

type JsonValue = AppConfig['data'][string];
type JsonArray = Extract<JsonValue, unknown[]>;

const configOf = (
  bitbucketServer: JsonValue,
  integrations: JsonArray = [{ host: 'a.x' }],
) =>
  new ConfigReader({
    catalog: { providers: { bitbucketServer } },
    integrations: { bitbucketServer: integrations },
  });

describe('readProviderConfigs', () => {
  it('reads none where nothing is configured', () => {
    expect(readProviderConfigs(new ConfigReader({}))).toEqual([]);
  });

  it('asks for no integration where there is no provider', () => {
    expect(readProviderConfigs(configOf({}, ['broken']))).toEqual([]);
  });

  it('reads one provider with the id default', () => {
    expect(readProviderConfigs(configOf({ host: 'a.x' }))).toMatchObject([
      { id: 'default', host: 'a.x' },
    ]);
  });

  it('reads one provider without a host', () => {
    expect(
      readProviderConfigs(configOf({ filters: { projectKey: 'A' } })),
    ).toMatchObject([
      {
        id: 'default',
        host: 'a.x',
        filters: { projectKey: { include: [/A/] } },
      },
    ]);
  });

  it('reads a map of providers', () => {
    const map = { one: {}, two: { host: 'b.x:7990' }, three: { host: 'A.x' } };
    const config = configOf({ ...map, one: { host: 'a.x' } }, [
      { host: 'a.x' },
      { host: 'b.x:7990' },
    ]);

    expect(
      readProviderConfigs(config).map(({ id, host }) => [id, host]),
    ).toEqual([
      ['one', 'a.x'],
      ['two', 'b.x:7990'],
      ['three', 'a.x'],
    ]);
  });

  it('fills in every default of a provider that is an empty object', () => {
    expect(readProviderConfigs(configOf({ main: {} }))).toMatchObject([
      { id: 'main', host: 'a.x', validateLocationsExist: true },
    ]);
  });

  it('counts two entries of one host as one integration', () => {
    const config = configOf({ main: {} }, [{ host: 'a.x' }, { host: 'a.x' }]);

    expect(readProviderConfigs(config)).toMatchObject([{ host: 'a.x' }]);
  });

  it.each<[JsonValue, string]>([
    [
      { main: { filters: { projectKey: '(' } } },
      'catalog.providers.bitbucketServer.main.filters.projectKey is',
    ],
    [
      { filters: { projectKey: '(' } },
      'catalog.providers.bitbucketServer.filters.projectKey is',
    ],
    [
      { main: { host: 'b.x' } },
      "catalog.providers.bitbucketServer.main.host is 'b.x', and integrations.bitbucketServer has no such host (there: a.x); add it there",
    ],
    [
      { host: 'b.x' },
      "catalog.providers.bitbucketServer.host is 'b.x', and integrations",
    ],
  ])('names the whole key of what is wrong in %j', (providers, message) => {
    expect(() => readProviderConfigs(configOf(providers))).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('names the hosts there are where none is given and there are two', () => {
    const config = configOf({ main: {} }, [{ host: 'a.x' }, { host: 'b.x' }]);

    expect(() => readProviderConfigs(config)).toThrow(
      /^catalog\.providers\.bitbucketServer\.main\.host is missing.*\(there: a\.x, b\.x\)/,
    );
  });

  it('warns of a ref in a path and of unknown keys, wherever they stand', () => {
    const logger = { warn: jest.fn() };

    readProviderConfigs(
      configOf({ main: { catalogPath: '/x?at=dev', filter: {} } }, [
        { host: 'a.x', retry: { retries: 3 } },
      ]),
      { logger },
    );

    expect(logger.warn.mock.calls.flat()).toEqual([
      'catalog.providers.bitbucketServer.main.filter is not a key of this module; did you mean filters? It is ignored.',
      'integrations.bitbucketServer[0].retry.retries is not a key of this module; did you mean maxRetries? It is ignored.',
      expect.stringContaining(
        'catalog.providers.bitbucketServer.main.catalogPath holds ?at=dev',
      ),
    ]);
  });

  it('warns of a section of an integration beneath a provider without a host', () => {
    const logger = { warn: jest.fn() };
    const config = configOf({ catalogPath: '/x', retry: { maxRetries: 1 } });

    expect(readProviderConfigs(config, { logger })).toHaveLength(1);
    expect(logger.warn.mock.calls.flat()).toEqual([
      'catalog.providers.bitbucketServer.retry is not a key of this module; did you mean integrations.bitbucketServer[0].retry? It is ignored.',
    ]);
  });

  it('warns of a mistyped key even where another key is wrong', () => {
    const logger = { warn: jest.fn() };
    const config = configOf({ hots: 'a.x', catalogPath: 5 });

    expect(() => readProviderConfigs(config, { logger })).toThrow(
      'catalog.providers.bitbucketServer.catalogPath is 5',
    );
    expect(logger.warn).toHaveBeenCalledWith(
      'catalog.providers.bitbucketServer.hots is not a key of this module; did you mean host? It is ignored.',
    );
  });
});
