import { AppConfig, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { inspect } from 'node:util';
import { namesAt } from './knownSections';
import { integrationOptions } from './options';
import { readHostConfig } from './readHostConfig';
import { readProviderConfigs } from './readProviderConfigs';

type JsonObject = AppConfig['data'];

const inProvider = (path: string) => namesAt({ root: 'provider', path });
const inIntegration = (path: string) => namesAt({ root: 'integration', path });
const integrationKeys = Object.keys(integrationOptions.shape);

/** No part of any configuration but of credentials. */
const SECRET = 'S3cr3tValue';

/** A credential, well written or not. */
const credential = fc.oneof(
  fc.constantFrom(SECRET, ` ${SECRET} `, `${SECRET}\n`, ' ', ''),
  fc.constantFrom([SECRET], { value: SECRET }, null, 5, true),
);
const credentials = fc.record(
  { token: credential, username: credential, password: credential },
  { requiredKeys: [] },
);

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', 'true', '5', 'HEAD', 'refs/tags/x', 'public', '('),
  fc.constantFrom('git.example.com', 'GIT.example.com', 'b.example.com:7990'),
  fc.constantFrom('/a.yaml', '/**/a.yaml?at=x', '{a,b}/*.yaml', '[z-a]', '../x'),
  fc.constantFrom('PT30M', 'P1Y', 'PT0S', '*/5 * * * *', '0 0 31 2 *', 'global'),
  fc.constantFrom('{a,b}'.repeat(9), '*'.repeat(50), `${'('.repeat(99)}a+`),
);
/** Addresses with a credential, which people do try. */
const addresses = fc.constantFrom(
  `jane:${SECRET}@git.example.com`,
  `https://jane:${SECRET}@git.example.com`,
  `https://jane:${SECRET}@git.example.com:99999/rest`,
  `https://${SECRET}@git.example.com/a@b`,
  `HTTPS://JANE:${SECRET}@GIT.EXAMPLE.COM`,
);
const scalar = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const anything = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  fc.jsonValue({ maxDepth: 3 }).filter(value => value !== undefined),
);

/** An object of known keys, some of them missing, and at times an unknown one. */
function sectionOf(
  names: readonly string[],
  own: Record<string, fc.Arbitrary<unknown>> = {},
): fc.Arbitrary<JsonObject> {
  const keys = Object.fromEntries(
    names.map(name => [
      name,
      fc.oneof({ weight: 3, arbitrary: own[name] ?? anything }, anything),
    ]),
  );
  const stranger = fc.dictionary(fc.string({ maxLength: 6 }), scalar, {
    maxKeys: 1,
  });
  return fc
    .tuple(
      fc.record(keys, { requiredKeys: [] }),
      fc.option(stranger, { nil: {}, freq: 6 }),
    )
    .map(([known, unknown]) => ({ ...unknown, ...known }) as JsonObject);
}

const duration = sectionOf(['minutes', 'hours', 'cron', 'trigger', 'years']);
const schedule = sectionOf(inProvider('schedule'), {
  frequency: duration,
  timeout: duration,
  initialDelay: duration,
});
const filters = sectionOf(inProvider('filters'), {
  exclude: sectionOf(inProvider('filters.exclude')),
  labels: sectionOf(inProvider('filters.labels')),
});
/** With credentials, which do not belong here, at times. */
const provider = fc
  .tuple(
    sectionOf(inProvider(''), {
      host: fc.oneof(fc.constant('git.example.com'), addresses),
      filters,
      schedule,
    }),
    fc.option(credentials, { nil: {}, freq: 5 }),
  )
  .map(parts => Object.assign({}, ...parts) as JsonObject);
const integration = fc
  .tuple(
    sectionOf(integrationKeys, { retry: sectionOf(inIntegration('retry')) }),
    fc.record(
      {
        host: fc.oneof(
          { weight: 6, arbitrary: fc.constant('git.example.com') },
          addresses,
          anything,
        ),
        apiBaseUrl: fc.oneof(
          addresses,
          fc.constant(`https://git.example.com/rest?access_token=${SECRET}`),
          anything,
        ),
      },
      { requiredKeys: ['host'] },
    ),
    credentials,
  )
  .map(parts => Object.assign({}, ...parts) as JsonObject);

const ids = fc.constantFrom('main', 'host', 'schedule', 'a.b', '1', 'x y', '');
const config = fc.record({
  providers: fc.oneof(
    { weight: 4, arbitrary: provider },
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          fc.dictionary(
            ids,
            fc.oneof({ weight: 5, arbitrary: provider }, anything),
            { maxKeys: 3 },
          ),
          fc.option(credentials, { nil: {}, freq: 5 }),
        )
        .map(parts => Object.assign({}, ...parts) as JsonObject),
    },
    anything,
  ),
  integrations: fc.oneof(
    { weight: 8, arbitrary: fc.array(integration, { maxLength: 2 }) },
    { weight: 1, arbitrary: integration },
    { weight: 1, arbitrary: anything },
  ),
});

/** Where the keys of this module stand; its errors begin there. */
const KEY =
  /^(?:catalog\.providers\.bitbucketServer|integrations\.bitbucketServer)(?:[.[ ]|$)/;

/** All that is read at a start, with what is said of it. */
function readAll(given: { providers: unknown; integrations: unknown }) {
  const reader = new ConfigReader({
    catalog: { providers: { bitbucketServer: given.providers } },
    integrations: { bitbucketServer: given.integrations },
  } as JsonObject);
  const warn = jest.fn<void, [string]>();
  const warnings = () => warn.mock.calls.map(([message]) => message);
  try {
    const read = readProviderConfigs(reader, { logger: { warn } });
    const hosts = read.map(({ host }) => readHostConfig(reader, host));
    return { isRead: hosts.length > 0, warnings: warnings() };
  } catch (error) {
    return { error, warnings: warnings() };
  }
}

/** What an administrator sees; any other error is a bug, and begins otherwise. */
function toText(error: unknown): string {
  return error instanceof InputError ? error.message : String(error);
}

const beneath = (parent: string, names: readonly string[]) =>
  names.map(name => ({ parent, name }));
/** Every known key, and the section in which it stands. */
const place = fc.constantFrom(
  ...beneath('provider', inProvider('')),
  ...beneath('provider.filters', inProvider('filters')),
  ...beneath('provider.filters.exclude', inProvider('filters.exclude')),
  ...beneath('provider.filters.labels', inProvider('filters.labels')),
  ...beneath('provider.schedule', inProvider('schedule')),
  ...beneath('provider.schedule.frequency', ['minutes', 'cron', 'trigger']),
  ...beneath('integration', [...integrationKeys, 'host', 'apiBaseUrl']),
  ...beneath('integration.retry', inIntegration('retry')),
  ...beneath('integration.tls', inIntegration('tls')),
  ...beneath('integration.reads', inIntegration('reads')),
);

/** A good configuration but for what stands in one place. */
function withOneKey(
  { parent, name }: { parent: string; name: string },
  value: unknown,
) {
  const root: JsonObject = {
    provider: { host: 'git.example.com', catalogPath: '/a.yaml' },
    integration: { host: 'git.example.com' },
  };
  let section = root;
  for (const part of parent.split('.')) {
    const isSchedule = part === 'schedule';
    const good = isSchedule ? { frequency: {}, timeout: { hours: 1 } } : {};
    section[part] ??= good;
    section = section[part] as JsonObject;
  }
  section[name] = value as JsonObject[string];
  return {
    providers: { main: root.provider },
    integrations: [root.integration],
    // Backstage reads a duration, and names the key within the schedule.
    key: parent
      .replace(/\.frequency$/, '')
      .replace('provider', 'catalog.providers.bitbucketServer.main')
      .replace('integration', 'integrations.bitbucketServer[0]'),
  };
}

describe('readProviderConfigs, of anything at one key', () => {
  it('reads it, or throws an InputError that begins with where it stands', () => {
    const value = fc.oneof(anything, duration);
    fc.assert(
      fc.property(place, value, (where, found) => {
        const given = withOneKey(where, found);
        const { error, warnings } = readAll(given);
        const said = error === undefined ? warnings : [toText(error)];
        const isElsewhere = (line: string) =>
          where.name === 'host'
            ? !KEY.test(line)
            : !line.startsWith(given.key);
        expect(said.filter(isElsewhere)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('readProviderConfigs, of any configuration', () => {
  it('reads it, or throws an InputError that begins with the key', () => {
    fc.assert(
      fc.property(config, given => {
        const { error, warnings } = readAll(given);
        const said = error === undefined ? [] : [toText(error)];
        expect([...warnings, ...said].filter(line => !KEY.test(line))).toEqual(
          [],
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('shows no credential, in an error, its causes or a warning', () => {
    fc.assert(
      fc.property(config, given => {
        const said = inspect(readAll(given), { depth: 10 });
        expect(said.toLowerCase()).not.toContain(SECRET.toLowerCase());
      }),
      { numRuns: 1_000 },
    );
  });
});
