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
      expect.arrayContaining(['README.md', 'docs/operations.md']),
    );
  });

  it.each(blocks)(
    'is valid and holds no unknown key: $name, block $number',
    async ({ yaml }) => {
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
    },
  );
});

describe("the README's tables of options", () => {
  /** Option and default, as the tables have them. */
  const options = (heading: string) => {
    const from = readme.indexOf(`| ${heading} |`);
    const [table = ''] = readme.slice(from).split('\n\n');
    return new Map(
      table
        .split('\n')
        .slice(2)
        .flatMap(row => {
          const [, names = '', value = ''] = row.split('|');
          return [...names.matchAll(/`([^`]+)`/g)].map(
            ([, name = '']) => [name, value.trim()] as const,
          );
        }),
    );
  };

  const without = (names: readonly string[], ...sections: string[]) =>
    names.filter(name => !sections.includes(name));
  const beneath = (section: 'filters' | 'schedule' | 'retry') =>
    knownKeys[section].map(name => `${section}.${name}`);

  const ofProvider = options('option of a provider');
  const ofIntegration = options('option of an integration');

  it('hold every option of a provider, and no other', () => {
    expect([...ofProvider.keys()].sort()).toEqual(
      [
        ...without(knownKeys.provider, 'filters'),
        ...beneath('filters'),
        ...beneath('schedule'),
      ].sort(),
    );
  });

  it('hold the one option of the door for webhooks', () => {
    expect([...options('option of the door for webhooks').keys()]).toEqual([
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

    expect(ofProvider.get('catalogPath')).toBe(
      `\`${provider?.catalogPath.configured}\``,
    );
    expect(ofProvider.get('filters.skipArchivedRepos')).toBe(
      `\`${provider?.filters.skipArchivedRepos}\``,
    );
    expect(ofProvider.get('validateLocationsExist')).toBe(
      `\`${provider?.validateLocationsExist}\``,
    );
    expect(provider?.rejectRemovalsAbovePercentage).toBeUndefined();
    expect(ofProvider.get('rejectRemovalsAbovePercentage')).toBe('off');
    expect(provider?.schedule).toEqual({
      frequency: { minutes: 30 },
      timeout: { hours: 1 },
    });
    expect(ofProvider.get('schedule')).toBe(
      'every 30 minutes, timeout one hour',
    );
    expect(ofIntegration.get('maxConcurrentRequests')).toBe(
      `\`${host.maxConcurrentRequests}\``,
    );
    expect(ofIntegration.get('retry.maxRetries')).toBe(
      `\`${host.retry.maxRetries}\``,
    );
    expect(ofIntegration.get('retry.retryStatusCodes')).toBe(
      `\`[${host.retry.retryStatusCodes.join(', ')}]\``,
    );
    expect(host.retry.maxApiRequestsPerMinute).toBeUndefined();
    expect(ofIntegration.get('retry.maxApiRequestsPerMinute')).toBe('`-1`');
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
