import { AppConfig, ConfigReader } from '@backstage/config';
import { readProviderSection, readProviderSections } from './readProviderSections';

type JsonObject = AppConfig['data'];
type JsonValue = JsonObject[string];

const rootKey = 'catalog.providers.bitbucketServer';

const configOf = (bitbucketServer?: JsonValue) =>
  new ConfigReader({ catalog: { providers: { bitbucketServer } } });

const read = (bitbucketServer?: JsonValue) =>
  readProviderSections(configOf(bitbucketServer)).map(({ id, key }) => [
    id,
    key,
  ]);

const one = [['default', rootKey]];

describe('readProviderSections', () => {
  it('finds none where nothing is configured', () => {
    expect(readProviderSections(new ConfigReader({}))).toEqual([]);
    expect(readProviderSections(new ConfigReader({ catalog: {} }))).toEqual([]);
    expect(read()).toEqual([]);
    expect(read(null)).toEqual([]);
  });

  it('finds none in an empty map', () => {
    expect(read({})).toEqual([]);
  });

  it('finds one provider for each id, in their order', () => {
    expect(read({ main: { host: 'a' }, 'x-2:y_z': { host: 'b' } })).toEqual([
      ['main', `${rootKey}.main`],
      ['x-2:y_z', `${rootKey}.x-2:y_z`],
    ]);
  });

  it('finds a provider in an empty object beneath an id', () => {
    expect(read({ main: {} })).toEqual([['main', `${rootKey}.main`]]);
  });

  it('leaves out a provider that a later file has taken back', () => {
    const config = ConfigReader.fromConfigs([
      {
        context: 'app-config.yaml',
        data: {
          catalog: { providers: { bitbucketServer: { a: {}, b: {} } } },
        },
      },
      {
        context: 'app-config.production.yaml',
        data: { catalog: { providers: { bitbucketServer: { a: null } } } },
      },
    ]);

    expect(readProviderSections(config).map(({ id }) => id)).toEqual(['b']);
  });

  it.each<[JsonObject]>([
    [{ host: 'a' }],
    [{ host: 'a', hots: 'b', main: {} }],
    [{ host: 5 }],
    [{ catalogPath: '/x.yaml' }],
    [{ catalogPath: '/x.yaml', catalogpth: 'x' }],
    [{ validateLocationsExist: false }],
    [{ rejectRemovalsAbovePercentage: 5 }],
    [{ filters: {} }],
    [{ filters: { projectKey: 'A' } }],
    [{ filters: { projectKye: 'A' } }],
    [{ filters: { projectKey: 'A', host: 'a' } }],
    [{ filters: 'A' }],
    [{ schedule: { frequency: 'PT1M', timeout: 'PT1M' } }],
    [{ schedule: {}, filters: {} }],
    [{ catalogPath: '/x.yaml', retry: { maxRetries: 1 } }],
    [{ filters: {}, labels: { include: 'x' }, tls: { ca: 'x' } }],
  ])('takes %j for one provider', value => {
    expect(read(value)).toEqual(one);
  });

  it.each<[JsonObject]>([
    [{ host: { host: 'a' } }],
    [{ host: {}, main: {} }],
    [{ catalogPath: {} }],
    [{ filters: { host: 'a' } }],
    [{ filters: { filters: { projectKey: 'A' } } }],
    [{ schedule: { catalogPath: '/x' }, main: {} }],
    [{ schedule: { schedule: {} }, filters: { host: 'a' } }],
    [{ projectKey: { host: 'a' } }],
    [{ retry: { host: 'a' }, reads: {}, labels: { branch: 'x' } }],
    [{ retry: { retry: { maxRetries: 1 } } }],
  ])('takes %j for a map of ids', value => {
    expect(read(value)).toEqual(
      Object.keys(value).map(id => [id, `${rootKey}.${id}`]),
    );
  });

  it.each<[JsonValue, string]>([
    ['x', `${rootKey} is 'x'; one provider or a map of ids is wanted`],
    [[{ host: 'a' }], `${rootKey} is a list; one provider or a map`],
    [
      { filters: { projectKey: 'A' }, main: {} },
      `${rootKey} holds filters next to main; either all are ids`,
    ],
    [
      { main: {}, other: 'x' },
      `${rootKey}.other is neither a key of a provider nor`,
    ],
    [
      { catalogpath: '/x' },
      `beneath; did you mean ${rootKey}.catalogPath?`,
    ],
    [
      { main: {}, catalogpath: '/x' },
      `beneath; did you mean ${rootKey}.<id>.catalogPath?`,
    ],
    ...[
      { retry: { maxRetries: 1 } },
      { main: {}, retry: { maxApiRequestsPerMinute: 5, x: 1 } },
    ].map((value): [JsonValue, string] => [
      value,
      `${rootKey}.retry is neither a key of a provider nor a provider's id with an object beneath; did you mean integrations.bitbucketServer[].retry?`,
    ]),
    [
      { main: {}, exclude: { projectKey: 'A' } },
      `did you mean ${rootKey}.<id>.filters.exclude?`,
    ],
    [
      { maxRetries: 1 },
      'did you mean integrations.bitbucketServer[].retry.maxRetries?',
    ],
    [
      { webhookSecret: 'x' },
      'did you mean events.modules.bitbucketServer.webhookSecret?',
    ],
    [{ main: [] }, `${rootKey}.main is neither a key`],
    [{ 'my.team': {} }, `${rootKey}.my.team is not an id`],
    [{ '1st': {} }, `${rootKey}.1st is not an id`],
  ])('refuses %j', (value, message) => {
    expect(() => read(value)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it.each([{ token: 's3cret' }, { main: {}, password: 's3cret' }])(
    'shows no credential that stands in the wrong place: %j',
    value => {
      expect(() => read(value)).toThrow(
        expect.objectContaining({
          message: expect.not.stringContaining('s3cret'),
        }),
      );
    },
  );

  it('names the whole key where catalog.providers is not an object', () => {
    const config = new ConfigReader({ catalog: { providers: 'x' } });

    expect(() => readProviderSections(config)).toThrow(
      `${rootKey} cannot be read, since what stands above it is not an object`,
    );
  });
});

describe('readProviderSection', () => {
  const readOne = (id: string, bitbucketServer: JsonObject) =>
    readProviderSection(configOf(bitbucketServer), { id }).get();
  const main = { host: 'git.example.com', catalogPath: '/ci.yml' };

  it('gives what stands beneath an id', () => {
    expect(readOne('main', { main, other: { host: 'x' } })).toEqual(main);
  });

  it('gives the whole of the only provider for the id default', () => {
    expect(readOne('default', main)).toEqual(main);
  });

  it('throws an error that names an id that is not there', () => {
    expect(() => readOne('other', { main })).toThrow(
      'catalog.providers.bitbucketServer has no provider with the id other',
    );
  });
});
