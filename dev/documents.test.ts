import { AppConfig, Config, ConfigReader } from '@backstage/config';
import {
  ConfigSchema,
  ConfigSources,
  FileConfigSource,
  loadConfigSchema,
} from '@backstage/config-loader';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { readHostConfig, readProviderConfigs } from '../src/config';
import { knownKeys } from '../src/config/knownKeys';

type JsonObject = AppConfig['data'];

const root = resolve(__dirname, '..');

const paths = [
  join(root, 'README.md'),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => join(root, 'docs', name)),
];

const documents = paths.map(path => ({
  path,
  name: relative(root, path),
  text: readFileSync(path, 'utf8'),
}));

const readme = documents[0]?.text ?? '';

/** The text outside of code, where links and headings are what they look like. */
function toProse(text: string): string {
  return text.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
}

const blocks = documents.flatMap(({ name, text }) =>
  [...text.matchAll(/^```yaml\n([^]*?)^```/gm)]
    .map(([, yaml = '']) => yaml)
    .filter(yaml => /^(catalog|events|integrations):/m.test(yaml))
    .map((yaml, index) => ({ name, number: index + 1, yaml })),
);

/** The rows of one of the README's tables of options, by option. */
function readOptions(heading: string) {
  const from = readme.indexOf(`| ${heading} |`);
  const [table = ''] = readme.slice(from).split('\n\n');
  return new Map(
    table
      .split('\n')
      .slice(2)
      .flatMap(row => {
        const [, names = '', value = '', example = ''] = row.split('|');
        return [...names.matchAll(/`([^`]+)`/g)].map(
          ([, name = '']) =>
            [
              name,
              {
                value: value.trim(),
                example: example.trim().replace(/^`|`$/g, ''),
              },
            ] as const,
        );
      }),
  );
}

const ofProvider = readOptions('option of a provider');
const ofIntegration = readOptions('option of an integration');

const examples = [...ofProvider].map(([name, { example }]) => ({
  name,
  yaml: `catalog:\n  providers:\n    bitbucketServer:\n      all:\n        ${example}\n`,
}));

/** The sections of the reference, each with what stands under its heading. */
const reference = (
  documents
    .find(({ name }) => name === 'docs/configuration.md')
    ?.text.split(/^##+ /m) ?? []
).map(section => {
  const [, name = '', text = ''] = /^`(.*)`\n([^]*)$/.exec(section) ?? [];
  return { name, text };
});

const links = documents.flatMap(({ path, name, text }) =>
  [...toProse(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter(target => !/^[a-z]+:/.test(target))
    .map(target => ({ path, name, target })),
);

/** The anchors that a document's headings have on GitHub. */
function anchorsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8').replace(/^```[^]*?^```/gm, '');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('configuration in the documents', () => {
  let schema: ConfigSchema;
  let folder: string;

  /** As a backend reads it, but that every variable stands for its name. */
  const read = async (yaml: string): Promise<Config> => {
    const path = join(folder, 'app-config.yaml');
    writeFileSync(path, yaml);
    const config = await ConfigSources.toConfig(
      FileConfigSource.create({
        path,
        watch: false,
        substitutionFunc: async name => name,
      }),
    );
    config.close();
    return config;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'documents-'));
    schema = await loadConfigSchema({
      dependencies: [
        '@backstage/integration',
        '@backstage/plugin-catalog-backend',
      ],
      packagePaths: [join(root, 'package.json')],
      excludePackageDependencies: true,
    });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('is shown in the README and in docs/', () => {
    const names = blocks.map(({ name }) => name);

    expect(names).toEqual(
      expect.arrayContaining([
        'README.md',
        'docs/configuration.md',
        'docs/operations.md',
      ]),
    );
  });

  const readValid = async (yaml: string): Promise<Config> => {
    const config = await read(yaml);
    const data = config.get<JsonObject>();

    expect(() =>
      schema.process([{ context: 'app-config.yaml', data }]),
    ).not.toThrow();

    const warn = jest.fn();
    const complete = new ConfigReader({
      integrations: config.has('integrations')
        ? data.integrations
        : { bitbucketServer: [{ host: 'bitbucket.example.com' }] },
      catalog: config.has('catalog.providers')
        ? data.catalog
        : { providers: { bitbucketServer: { all: {} } } },
    });
    const providers = readProviderConfigs(complete, { logger: { warn } });
    const hosts = providers.map(({ host }) => readHostConfig(complete, host));

    expect(warn).not.toHaveBeenCalled();
    expect(hosts).not.toEqual([]);
    return config;
  };

  it.each(blocks)(
    'is valid and holds no unknown key: $name, block $number',
    async ({ yaml }) => {
      const config = await readValid(yaml);

      expect(config.keys()).not.toEqual([]);
    },
  );

  it.each(examples)(
    'is valid, and sets the option, in the example of $name',
    async ({ name, yaml }) => {
      const config = await readValid(yaml);

      expect(config.has(`catalog.providers.bitbucketServer.all.${name}`)).toBe(
        true,
      );
    },
  );

  it.each(reference.filter(({ name }) => ofProvider.has(name)))(
    'shows $name in its section of the reference',
    async ({ name, text }) => {
      const [, yaml = ''] = /^```yaml\n([^]*?)^```/m.exec(text) ?? [];
      const config = await readValid(yaml);
      const providers = 'catalog.providers.bitbucketServer';

      expect(
        config.has(`${providers}.${name}`) ||
          config.has(`${providers}.platform.${name}`),
      ).toBe(true);
    },
  );
});

describe("the README's tables of options", () => {
  const without = (names: readonly string[], ...sections: string[]) =>
    names.filter(name => !sections.includes(name));
  const beneath = (
    section: 'filters' | 'exclude' | 'labels' | 'schedule' | 'retry',
  ) => knownKeys[section].map(name => `${section}.${name}`);
  const defaultOf = (name: string) => ofProvider.get(name)?.value;

  it('hold every option of a provider, and no other', () => {
    expect([...ofProvider.keys()].sort()).toEqual(
      [
        ...without(knownKeys.provider, 'filters'),
        ...without(beneath('filters'), 'filters.exclude', 'filters.labels'),
        ...[...beneath('exclude'), ...beneath('labels')].map(
          name => `filters.${name}`,
        ),
        ...beneath('schedule'),
      ].sort(),
    );
  });

  it('hold the one option of the door for webhooks', () => {
    expect([...readOptions('option of the door for webhooks').keys()]).toEqual([
      'events.modules.bitbucketServer.webhookSecret',
    ]);
  });

  it("hold every option of an integration, and Backstage's own", () => {
    expect([...ofIntegration.keys()].sort()).toEqual(
      [
        ...['host', 'apiBaseUrl', 'token', 'username', 'password'],
        ...without(knownKeys.integration, 'retry'),
        ...beneath('retry'),
      ].sort(),
    );
  });

  it('name the defaults that hold', () => {
    const config = new ConfigReader({
      integrations: { bitbucketServer: [{ host: 'a.example.com' }] },
      catalog: { providers: { bitbucketServer: { main: {} } } },
    });
    const [provider] = readProviderConfigs(config);
    const host = readHostConfig(config, 'a.example.com');

    const inTicks = (value: unknown) => `\`${value}\``;
    const { filters } = provider ?? {};

    expect(defaultOf('catalogPath')).toBe(
      inTicks(provider?.catalogPath.configured),
    );
    expect(defaultOf('maxFilesPerRepository')).toBe(
      inTicks(provider?.maxFilesPerRepository),
    );
    expect(provider?.refs).toEqual([{}]);
    expect(defaultOf('branch')).toBe('the default branch of each repository');
    expect(defaultOf('fallbackBranch')).toBe('none');
    expect(defaultOf('includePersonalRepos')).toBe(
      inTicks(filters?.includePersonalRepos),
    );
    expect(filters?.projectKey).toEqual({ include: undefined, exclude: [] });
    expect(filters?.repoSlug).toEqual({ include: undefined, exclude: [] });
    expect(filters?.labels).toEqual({ include: undefined, exclude: [] });
    for (const name of ['projectKey', 'repoSlug']) {
      expect(defaultOf(`filters.${name}`)).toBe('all');
      expect(defaultOf(`filters.exclude.${name}`)).toBe('none');
    }
    expect(defaultOf('filters.labels.include')).toBe('all');
    expect(defaultOf('filters.labels.exclude')).toBe('none');
    expect(defaultOf('filters.allowForks')).toBe(inTicks(filters?.allowForks));
    expect(filters?.visibility).toBeUndefined();
    expect(defaultOf('filters.visibility')).toBe('both');
    expect(defaultOf('filters.skipArchivedRepos')).toBe(
      inTicks(filters?.skipArchivedRepos),
    );
    expect(defaultOf('validateLocationsExist')).toBe(
      inTicks(provider?.validateLocationsExist),
    );
    expect(provider?.rejectRemovalsAbovePercentage).toBeUndefined();
    expect(defaultOf('rejectRemovalsAbovePercentage')).toBe('off');
    expect(provider?.schedule).toEqual({
      frequency: { minutes: 30 },
      timeout: { hours: 1 },
    });
    expect(defaultOf('schedule')).toBe('every 30 minutes, timeout one hour');
    expect(ofIntegration.get('maxConcurrentRequests')?.value).toBe(
      `\`${host.maxConcurrentRequests}\``,
    );
    expect(ofIntegration.get('retry.maxRetries')?.value).toBe(
      `\`${host.retry.maxRetries}\``,
    );
    expect(ofIntegration.get('retry.retryStatusCodes')?.value).toBe(
      `\`[${host.retry.retryStatusCodes.join(', ')}]\``,
    );
    expect(host.retry.maxApiRequestsPerMinute).toBeUndefined();
    expect(ofIntegration.get('retry.maxApiRequestsPerMinute')?.value).toBe('`-1`');
  });

  it('name the default of ignorePaths that holds', () => {
    const ignorePaths = [
      ...(defaultOf('ignorePaths') ?? '').matchAll(/'([^']+)'/g),
    ].map(([, glob = '']) => glob);
    const searches = readProviderConfigs(
      new ConfigReader({
        integrations: { bitbucketServer: [{ host: 'a.example.com' }] },
        catalog: {
          providers: {
            bitbucketServer: {
              left: { catalogPath: '**/c.yaml' },
              set: { catalogPath: '**/c.yaml', ignorePaths },
              off: { catalogPath: '**/c.yaml', ignorePaths: [] },
            },
          },
        },
      }),
    ).map(({ catalogPath }) => catalogPath.search);
    const files = [
      ...['c.yaml', 'fixtures/c.yaml', 'a/node_modules/b/c.yaml'],
      ...ignorePaths.map(glob => `a/${glob.replace('**/', '')}/c.yaml`),
    ];
    const [left, set, off] = searches.map(search =>
      files.filter(path => search.type === 'tree' && search.matches(path)),
    );

    expect(ignorePaths).toHaveLength(3);
    expect(left).toEqual(['c.yaml', 'fixtures/c.yaml']);
    expect(set).toEqual(left);
    expect(off).toHaveLength(5);
  });
});

describe('docs/configuration.md', () => {
  const described = reference.filter(({ name }) => ofProvider.has(name));

  it('has a section for every option of a provider', () => {
    const names = [...ofProvider.keys()].filter(
      name => !name.startsWith('schedule.'),
    );

    expect(described.map(({ name }) => name).sort()).toEqual(names.sort());
  });

  it.each(described)(
    'says of $name what the README says, and what it costs',
    ({ name, text }) => {
      expect(text).toContain(`\n- Default: ${ofProvider.get(name)?.value}\n`);
      expect(text).toMatch(/^- Requests: /m);
    },
  );

  it.each(knownKeys.schedule)('says of %s what the README says', name => {
    const value = ofProvider.get(`schedule.${name}`)?.value;
    const row = `\n| \`${name}\` | ${value} |`;
    const section = reference.find(each => each.name === 'schedule');

    expect(section?.text).toContain(row);
  });
});

describe('links in the documents', () => {
  it.each(links)('lead somewhere: $target in $name', ({ path, target }) => {
    const [file = '', anchor] = target.split('#');
    const linked = file ? resolve(dirname(path), file) : path;

    expect(existsSync(linked)).toBe(true);
    const anchors =
      anchor === undefined || statSync(linked).isDirectory()
        ? [anchor]
        : anchorsOf(linked);
    expect(anchors).toContain(anchor);
  });

  it('lead to every page of docs/ from the README or from another page', () => {
    const linked = links.map(({ path, target }) =>
      resolve(dirname(path), target.split('#')[0] ?? ''),
    );
    const decisions = join(root, 'docs', 'decisions');

    expect(
      paths.filter(
        path =>
          path !== join(root, 'README.md') &&
          dirname(path) !== decisions &&
          !linked.includes(path),
      ),
    ).toEqual([]);
  });
});
