import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import { LogLines } from '../../dev/rig/LogLines';
import { BitbucketServerClient, RequestContext } from '../bitbucket';
import { CatalogFile } from '../discovery';
import { BitbucketServerFileParser } from './BitbucketServerFileParser';
import { CatalogFileMapper, CatalogFileMapperOptions } from './CatalogFileMapper';
import { ParserError } from './ParserError';

const host = 'git.example.com';
const apiBaseUrl = `https://${host}/bitbucket/rest/api/1.0`;
const selfUrl = `https://${host}/bitbucket/projects/PRJ/repos/one/browse`;
const provider = { id: 'main', config: new ConfigReader({}) };
const client = BitbucketServerClient.fromConfig({
  config: { host, apiBaseUrl },
});

function createMapper(options: Partial<CatalogFileMapperOptions> = {}) {
  const logger = new LogLines();
  const mapper = new CatalogFileMapper({
    providerName: 'bitbucketServer-provider:main',
    host,
    apiBaseUrl,
    integrationHosts: [host, 'other.example.com'],
    createClient: () => client,
    logger,
    provider,
    ...options,
  });
  return { mapper, logger };
}

function createFile(
  changes: {
    path?: string;
    query?: string;
    ref?: string;
    selfUrl?: string;
  } = { selfUrl },
): CatalogFile {
  return {
    repository: {
      projectKey: 'PRJ',
      repoSlug: 'one',
      state: 'AVAILABLE',
      archived: false,
      isPublic: false,
      isFork: false,
      selfUrl: changes.selfUrl,
    },
    path: changes.path ?? 'catalog-info.yaml',
    query: changes.query,
    ref: changes.ref,
    defaultBranch: 'main',
  };
}

async function toTarget(file: CatalogFile): Promise<unknown> {
  const [entity] = await createMapper().mapper.toEntities(file);
  return entity?.spec?.target;
}

describe('CatalogFileMapper', () => {
  afterEach(() => jest.useRealTimers());

  it('gives the Location that plugin-catalog-node makes, with three annotations more', async () => {
    const { mapper } = createMapper();
    const target = `${selfUrl}/catalog-info.yaml`;
    const location = locationSpecToLocationEntity({
      location: { type: 'url', target, presence: 'optional' },
    });
    expect(await mapper.toEntities(createFile())).toEqual([
      {
        ...location,
        metadata: {
          ...location.metadata,
          annotations: {
            ...location.metadata.annotations,
            'bitbucket.org/default-branch': 'main',
            'bitbucket.org/discovered-by': 'bitbucketServer-provider:main',
            'git.example.com/repo-url': target,
          },
        },
      },
    ]);
  });

  it.each([
    ['.backstage/catalog-info.yaml', '.backstage/catalog-info.yaml'],
    ['a b.yaml', 'a%20b.yaml'],
    ['a#b.yaml', 'a%23b.yaml'],
    ['100%.yaml', '100%25.yaml'],
    ['a%20b.yaml', 'a%2520b.yaml'],
    ['what?.yaml', 'what%3F.yaml'],
    ['all*.yaml', 'all%2A.yaml'],
    ['ümlaut+&;[1].yaml', 'ümlaut+&;[1].yaml'],
  ])('encodes %s in the target as %s', async (path, encoded) => {
    expect(await toTarget(createFile({ path, selfUrl }))).toBe(
      `${selfUrl}/${encoded}`,
    );
  });

  it('keeps the query of an upstream-style path as it was written', async () => {
    const file = createFile({ selfUrl, query: '?at=refs%2Fheads/dev' });
    expect(await toTarget(file)).toBe(
      `${selfUrl}/catalog-info.yaml?at=refs%2Fheads/dev`,
    );
  });

  it('keeps a self link whose host is that of another integration', async () => {
    const other = 'https://other.example.com/projects/PRJ/repos/one/browse';
    const { mapper, logger } = createMapper();
    const [entity] = await mapper.toEntities(createFile({ selfUrl: other }));
    expect(entity?.spec?.target).toBe(`${other}/catalog-info.yaml`);
    expect(logger.lines).toEqual([]);
  });

  it('moves a self link with an unknown host to the integration, and warns once', async () => {
    const { mapper, logger } = createMapper();
    const file = createFile({
      selfUrl: 'http://internal:7990/projects/PRJ/repos/one/browse',
    });
    for (const entities of [
      await mapper.toEntities(file),
      await mapper.toEntities(file),
    ]) {
      expect(entities[0]?.spec?.target).toBe(`${selfUrl}/catalog-info.yaml`);
    }
    expect(logger.at('warn')).toEqual([
      expect.stringMatching(/http:\/\/internal:7990.*no integration.*base URL/),
    ]);
  });

  it('gives a repository without links its address from the API', async () => {
    const { mapper, logger } = createMapper();
    const [entity] = await mapper.toEntities(createFile({}));
    expect(entity?.spec?.target).toBe(`${selfUrl}/catalog-info.yaml`);
    expect(logger.lines).toEqual([]);
  });

  it('gives a parser what it may need, and its entities our annotations', async () => {
    const parser = jest.fn<
      ReturnType<BitbucketServerFileParser>,
      Parameters<BitbucketServerFileParser>
    >(async function* parse() {
      const metadata = { name: 'one', annotations: { 'my/own': 'yes' } };
      yield { apiVersion: 'v1', kind: 'Component', metadata };
      yield { apiVersion: 'v1', kind: 'API', metadata: { name: 'one' } };
    });
    const { mapper, logger } = createMapper({ parser });
    const entities = await mapper.toEntities(createFile());
    const target = `${selfUrl}/catalog-info.yaml`;
    expect(parser).toHaveBeenCalledWith({
      client,
      logger,
      location: { type: 'url', target, presence: 'optional' },
      provider,
      repository: {
        projectKey: 'PRJ',
        repoSlug: 'one',
        archived: false,
        defaultBranch: 'main',
      },
      file: { path: 'catalog-info.yaml' },
    });
    const annotations = {
      'backstage.io/managed-by-location': `url:${target}`,
      'backstage.io/managed-by-origin-location': `url:${target}`,
      'bitbucket.org/default-branch': 'main',
      'bitbucket.org/discovered-by': 'bitbucketServer-provider:main',
      'git.example.com/repo-url': target,
    };
    expect(entities.map(({ metadata }) => metadata.annotations)).toEqual([
      { ...annotations, 'my/own': 'yes' },
      annotations,
    ]);
  });

  it.each([
    undefined,
    'dev',
    'refs/heads/a&b+c#d%2F',
  ])('names a parser the ref that the file is on: %p', async ref => {
    const given: unknown[] = [];
    const { mapper } = createMapper({
      parser: async function* parse({ file }) {
        given.push(file.at);
        yield { apiVersion: 'v1', kind: 'API', metadata: { name: 'one' } };
      },
    });
    await mapper.toEntities(createFile({ selfUrl, ref }));
    expect(given).toEqual([ref]);
  });

  it.each([
    ['git.example.com:7990', 'git.example.com/repo-url'],
    ['[2001:db8::1]', undefined],
  ])(
    'names the address under the host of https://%s as %p, and leaves it out where no annotation can have that name',
    async (name, key) => {
      const link = `https://${name}/projects/PRJ/repos/one/browse`;
      const { mapper } = createMapper({ integrationHosts: [name] });
      const [entity] = await mapper.toEntities(createFile({ selfUrl: link }));
      const keys = Object.keys(entity?.metadata.annotations ?? {});
      expect(keys.filter(each => each.endsWith('/repo-url'))).toEqual(
        key === undefined ? [] : [key],
      );
    },
  );

  it('gives no entity where a parser yields none', async () => {
    const { mapper } = createMapper({ parser: async function* parse() {} });
    expect(await mapper.toEntities(createFile())).toEqual([]);
  });

  describe('with a parser that does not end', () => {
    const never = () => new Promise<never>(() => {});
    const component = { apiVersion: 'v1', kind: 'API', metadata: { name: 'one' } };
    const PARSERS: Record<string, BitbucketServerFileParser> = {
      hangs: async function* parse() {
        yield component;
        await never();
      },
      'yields without end': async function* parse() {
        for (;;) {
          await new Promise(resolve => {
            setTimeout(resolve, 100);
          });
          yield component;
        }
      },
    };

    it.each([
      ['hangs', 60, undefined],
      ['hangs', 3, 12_000],
      ['yields without end', 60, undefined],
    ])(
      'throws a ParserError where it %s, after %p s, in a run of %p ms',
      async (name, seconds, lookingMs) => {
        jest.useFakeTimers();
        const { mapper } = createMapper({ parser: PARSERS[name], lookingMs });
        const failure = mapper.toEntities(createFile()).catch(error => error);
        await jest.advanceTimersByTimeAsync(seconds * 1_000 + 200);
        expect(await failure).toBeInstanceOf(ParserError);
        expect(await failure).toMatchObject({
          message: `The location parser failed for ${selfUrl}/catalog-info.yaml: it has not ended after ${seconds} s in which it did not wait for an answer of the server`,
        });
        expect(jest.getTimerCount()).toBe(0);
      },
    );

    it('takes the time away in which it waits for the server, up to 20 minutes', async () => {
      jest.useFakeTimers();
      let context: RequestContext = {};
      const { mapper } = createMapper({
        createClient: given => {
          context = given;
          return client;
        },
        // eslint-disable-next-line require-yield
        parser: async function* parse() {
          context.onAsking!();
          await never();
        },
      });
      const ended = jest.fn();
      const failure = mapper.toEntities(createFile()).catch(error => error);
      void failure.then(ended);
      await jest.advanceTimersByTimeAsync(19 * 60_000);
      expect(ended).not.toHaveBeenCalled();
      expect(context.signal?.aborted).toBe(false);
      await jest.advanceTimersByTimeAsync(60_000);
      expect(await failure).toMatchObject({
        message: expect.stringContaining('it has not ended in 20 minutes'),
      });
      // What it has asked for is no longer waited for.
      expect(context.signal?.aborted).toBe(true);
    });

    it('throws a ParserError where it yields more than anybody can hold', async () => {
      const text = 'x'.repeat(1_000_000);
      const { mapper } = createMapper({
        parser: async function* parse() {
          for (;;) {
            yield { ...component, spec: { text } };
          }
        },
      });
      await expect(mapper.toEntities(createFile())).rejects.toThrow(
        /it yields more than 67108864 bytes/,
      );
    });
  });

  it('leaves no timer behind when the parser is done', async () => {
    jest.useFakeTimers();
    await createMapper().mapper.toEntities(createFile());
    expect(jest.getTimerCount()).toBe(0);
  });

  it('throws a ParserError that names the target when the parser throws', async () => {
    const cause = new Error('it chokes');
    const { mapper } = createMapper({
      // eslint-disable-next-line require-yield
      parser: async function* parse() {
        throw cause;
      },
    });
    const failure = mapper.toEntities(createFile());
    await expect(failure).rejects.toBeInstanceOf(ParserError);
    await expect(failure).rejects.toMatchObject({
      cause,
      message: `The location parser failed for ${selfUrl}/catalog-info.yaml: it chokes`,
    });
  });

  it.each([
    ['nothing', undefined],
    ['no apiVersion', { kind: 'Component', metadata: { name: 'one' } }],
    ['no kind', { apiVersion: 'v1', metadata: { name: 'one' } }],
    ['no metadata', { apiVersion: 'v1', kind: 'Component' }],
    ['no name', { apiVersion: 'v1', kind: 'Component', metadata: {} }],
  ])(
    'throws a ParserError for an entity with %s, which the catalog would refuse the whole mutation for',
    async (_, entity) => {
      const { mapper } = createMapper({
        parser: async function* parse() {
          yield entity as unknown as Entity;
        },
      });
      await expect(mapper.toEntities(createFile())).rejects.toBeInstanceOf(
        ParserError,
      );
    },
  );
});
