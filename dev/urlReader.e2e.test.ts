import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import { BitbucketServerEntityProvider } from '../src';
import { createReader } from './rig/createReader';
import { MemoryFileTree } from './standin/model/MemoryFileTree';
import { serveStandIn, type ServedStandIn } from './standin/serveStandIn';
import { StandInBitbucket } from './standin/StandInBitbucket';

const token = 'token-31aa90de';
const branch = 'feature/a&b+c#d%2Fe';

const oddNames = [
  'a#b',
  'a%b',
  'a%20b',
  'a%2Fb',
  'a?b',
  'a*b',
  'a b',
  'a+b',
  'a&b',
  'a=b',
  'a;b',
  'äöü',
  '漢字',
  '[x]',
  '{x}',
  '(x)',
  '!x',
  '@x',
  "'x'",
  '"x"',
  '<x>',
  'x:y',
  '~x',
];

const deepPaths = oddNames.map(name => `deep/${name}/${name}.yaml`);

const paths = [
  'catalog-info.yaml',
  ...oddNames.map(name => `${name}.yaml`),
  ...deepPaths,
];

/** Every file says where it is, so that no other can pass for it. */
function tree(place: string): MemoryFileTree {
  return new MemoryFileTree(
    Object.fromEntries(paths.map(path => [path, `${place} ${path}`])),
  );
}

/** The path, with a backslash before whatever would make it a glob. */
function toCatalogPath(path: string): string {
  return `/${path.replace(/[*?[\]{}()!+@]/g, '\\$&')}`;
}

const createBackstageReader = (config: ConfigReader) =>
  UrlReaders.default({ config, logger: mockServices.logger.mock() });
const createOwnReader = (config: ConfigReader) => createReader(config).reader;

describe.each([
  ["Backstage's URL reader", '', createBackstageReader],
  ["Backstage's URL reader", '/bitbucket', createBackstageReader],
  ["the catalog's URL reader", '', createOwnReader],
  ["the catalog's URL reader", '/bitbucket', createOwnReader],
])(
  "%s on a server with the context path '%s'",
  (_, contextPath, createUrlReader) => {
    let served: ServedStandIn;
    let standIn: StandInBitbucket;
    let reader: UrlReaderService;

    beforeAll(async () => {
      standIn = new StandInBitbucket({
        baseUrl: 'http://127.0.0.1',
        contextPath,
        credentials: { token },
        projects: [{ key: 'ONE' }, { key: '~jane.doe' }],
        repositories: [
          {
            project: 'ONE',
            slug: 'alpha',
            branches: { main: tree('main'), [branch]: tree('branch') },
          },
          {
            project: '~jane.doe',
            slug: 'own',
            branches: { main: tree('own'), [branch]: tree('own branch') },
          },
        ],
      });
      served = await serveStandIn({ standIn });
      standIn.moveTo(`${served.url}${contextPath}`);
      reader = createUrlReader(toConfig({}));
    });

    afterAll(async () => {
      await served.close();
    });

    function toConfig(provider: JsonObject): ConfigReader {
      const { host } = new URL(served.url);
      const apiBaseUrl = `${served.url}${contextPath}/rest/api/1.0`;
      return new ConfigReader({
        integrations: { bitbucketServer: [{ host, apiBaseUrl, token }] },
        catalog: {
          providers: {
            bitbucketServer: { host, includePersonalRepos: true, ...provider },
          },
        },
      });
    }

    /** Runs a provider once, and reads what its locations point to. */
    async function readWhatIsEmitted(options: JsonObject): Promise<string[]> {
      const [provider] = BitbucketServerEntityProvider.fromConfig(
        toConfig(options),
        {
          logger: mockServices.logger.mock(),
          schedule: { run: async () => {} },
        },
      );
      const targets: string[] = [];
      await provider?.connect({
        applyMutation: async mutation => {
          if (mutation.type === 'full') {
            mutation.entities.forEach(({ entity }) =>
              targets.push(String(entity.spec?.target)),
            );
          }
        },
        refresh: async () => {},
      } as EntityProviderConnection);
      await provider?.refresh(mockServices.logger.mock());
      const contents = targets.map(async target => {
        const response = await reader.readUrl(target);
        return (await response.buffer()).toString('utf8');
      });
      return (await Promise.all(contents)).sort();
    }

    it.each(paths)(
      'reads %s where a location points to it, in a project and a personal one',
      async path => {
        const catalogPath = toCatalogPath(path);
        const contents = await readWhatIsEmitted({ catalogPath });
        expect(contents).toEqual([`main ${path}`, `own ${path}`]);
      },
    );

    it.each([
      `refs/heads/${branch}`,
      branch,
    ])('reads the branch of ?at=%s', async ref => {
      const contents = await readWhatIsEmitted({
        catalogPath: `/catalog-info.yaml?at=${encodeURIComponent(ref)}`,
      });
      expect(contents).toEqual([
        'branch catalog-info.yaml',
        'own branch catalog-info.yaml',
      ]);
    });

    it.each([
      { branch },
      { branch: `refs/heads/${branch}` },
      { branch: 'not-there', fallbackBranch: branch },
    ])('reads the branch of %j, one file and a whole tree', async options => {
      expect(await readWhatIsEmitted(options)).toEqual([
        'branch catalog-info.yaml',
        'own branch catalog-info.yaml',
      ]);
      const catalogPath = 'deep/**/*.yaml';
      const read = await readWhatIsEmitted({ ...options, catalogPath });
      expect(read).toEqual(
        ['branch', 'own branch']
          .flatMap(place => deepPaths.map(path => `${place} ${path}`))
          .sort(),
      );
    });
  },
);
