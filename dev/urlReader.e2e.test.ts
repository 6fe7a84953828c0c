import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { BitbucketServerEntityProvider } from '../src';
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

const paths = [
  'catalog-info.yaml',
  ...oddNames.map(name => `${name}.yaml`),
  ...oddNames.map(name => `deep/${name}/${name}.yaml`),
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

describe.each(['', '/bitbucket'])(
  "Backstage's URL reader on a server with the context path '%s'",
  contextPath => {
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
      reader = UrlReaders.default({
        config: toConfig({}),
        logger: mockServices.logger.mock(),
      });
    });

    afterAll(async () => {
      await served.close();
    });

    function toConfig(provider: Record<string, string>): ConfigReader {
      const { host } = new URL(served.url);
      const apiBaseUrl = `${served.url}${contextPath}/rest/api/1.0`;
      return new ConfigReader({
        integrations: { bitbucketServer: [{ host, apiBaseUrl, token }] },
        catalog: { providers: { bitbucketServer: { host, ...provider } } },
      });
    }

    /** What a catalog shows that has heard of the personal project before. */
    function toKnownLocation(): Entity {
      return {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Location',
        metadata: {
          name: 'known',
          annotations: {
            'bitbucket.org/discovered-by': 'bitbucketServer-provider:default',
          },
        },
        spec: {
          type: 'url',
          target: `${standIn.baseUrl}/users/jane.doe/repos/own/browse/a.yaml`,
        },
      };
    }

    /** Runs a provider once, and reads what its locations point to. */
    async function readWhatIsEmitted(catalogPath: string): Promise<string[]> {
      const [provider] = BitbucketServerEntityProvider.fromConfig(
        toConfig({ catalogPath }),
        {
          logger: mockServices.logger.mock(),
          schedule: { run: async () => {} },
          catalogApi: catalogServiceMock({ entities: [toKnownLocation()] }),
          auth: mockServices.auth(),
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
        const contents = await readWhatIsEmitted(toCatalogPath(path));
        expect(contents).toEqual([`main ${path}`, `own ${path}`]);
      },
    );

    it.each([
      `refs/heads/${branch}`,
      branch,
    ])('reads the branch of ?at=%s', async ref => {
      const contents = await readWhatIsEmitted(
        `/catalog-info.yaml?at=${encodeURIComponent(ref)}`,
      );
      expect(contents).toEqual([
        'branch catalog-info.yaml',
        'own branch catalog-info.yaml',
      ]);
    });
  },
);
