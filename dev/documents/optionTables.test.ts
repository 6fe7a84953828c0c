import { ConfigReader } from '@backstage/config';
import {
  readHostConfig,
  readProviderConfigs,
  readReadsConfig,
} from '../../src/config';
import { knownSections } from '../../src/config/knownSections';
import { readDocument } from './readDocument';
import { readOptions } from './readOptions';

const ofProvider = readOptions('option of a provider');
const ofIntegration = readOptions('option of an integration');

describe.each(['README.md', 'CHANGELOG.md'])('%s', name => {
  it('says how old a file of 1,000 may get, and by which key', () => {
    const integrations = { bitbucketServer: [{ host: 'a.example.com' }] };
    const { checksPerMinute } = readReadsConfig(
      new ConfigReader({ integrations }),
      'a.example.com',
    );
    const minutes = Math.ceil(1_000 / checksPerMinute);
    const text = readDocument(name).replace(/\s+/g, ' ');
    expect(text).toContain(`within ${minutes} minutes in place of two`);
    expect(text).toContain('`reads.checksPerMinute`');
  });
});

describe('the tables of options in docs/configuration.md', () => {
  const optionsOf = (root: 'provider' | 'integration') => {
    const sections = knownSections.filter(each => each.root === root);
    const isRow = (name: string) =>
      // A schedule has a default as a whole.
      name === 'schedule' || !sections.some(({ path }) => path === name);
    return sections
      .flatMap(({ path, names }) =>
        names.map(name => (path ? `${path}.${name}` : name)),
      )
      .filter(isRow);
  };
  const defaultOf = (name: string) => ofProvider.get(name)?.value;

  it('hold every option of a provider, and no other', () => {
    expect([...ofProvider.keys()].sort()).toEqual(optionsOf('provider').sort());
  });

  it('hold the one option of the endpoint for webhooks', () => {
    expect([...readOptions('option of the endpoint for webhooks').keys()]).toEqual([
      'events.modules.bitbucketServer.webhookSecret',
    ]);
  });

  it("hold every option of an integration, and Backstage's own", () => {
    expect([...ofIntegration.keys(), 'commitSigningKey'].sort()).toEqual(
      optionsOf('integration').sort(),
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
    expect(provider?.recheckAfterMs).toBeUndefined();
    expect(defaultOf('recheckAfter')).toMatch(/^what there is time for/);
    expect(provider?.schedule).toEqual({
      frequency: { minutes: 30 },
      timeout: { hours: 1 },
    });
    expect(defaultOf('schedule')).toBe('every 30 minutes, timeout one hour');
    expect(ofIntegration.get('repositoryHashes')?.value).toBe(
      inTicks(host.repositoryHashes),
    );
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
    const reads = readReadsConfig(config, 'a.example.com');
    const ofReads = (name: string) => ofIntegration.get(`reads.${name}`)?.value;
    expect(ofReads('enabled')).toBe(inTicks(reads.enabled));
    expect(ofReads('checksPerMinute')).toBe(inTicks(reads.checksPerMinute));
    expect(reads.maxAgeMs).toBe(60 * 60_000);
    expect(ofReads('maxAge')).toBe('one hour');
    expect(reads.maxWaitMs).toBe(10_000);
    expect(ofReads('maxWait')).toBe('ten seconds');
    const toMegabytes = (bytes: number) => bytes / 1024 / 1024;
    expect(ofReads('keptMegabytes')).toBe(
      inTicks(toMegabytes(reads.keptBytes)),
    );
    expect(ofReads('keptFileMegabytes')).toBe(
      inTicks(toMegabytes(reads.keptFileBytes)),
    );
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
