import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { BitbucketServerEntityProvider as UpstreamProvider } from '@backstage/plugin-catalog-backend-module-bitbucket-server';
import type {
  EntityProvider,
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { EventsService } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import { BitbucketServerEntityProvider } from '../src';
import { pollUntil } from './pollUntil';
import { MemoryFileTree } from './standin/model/MemoryFileTree';
import { serveStandIn, type ServedStandIn } from './standin/serveStandIn';
import { StandInBitbucket } from './standin/StandInBitbucket';

const token = 'token-e01c7b35';
const signs = "ä&b/c=d;e,f'g$h~i:j|k^l.yaml";
/** The stand-in's host, without its port. */
const repoUrl = '127.0.0.1/repo-url';
const discoveredBy = 'bitbucket.org/discovered-by';

interface Refreshable extends EntityProvider {
  refresh(logger: ReturnType<typeof mockServices.logger.mock>): Promise<void>;
}

let served: ServedStandIn;
let standIn: StandInBitbucket;

function tree(...paths: string[]) {
  return new MemoryFileTree(
    Object.fromEntries(paths.map(path => [path, 'kind: Component'])),
  );
}

beforeAll(async () => {
  const oddPath = 'docs/c++/catalog@home.yaml';
  const subPath = 'services/api/catalog-info.yaml';
  const root = 'catalog-info.yaml';
  standIn = new StandInBitbucket({
    baseUrl: 'http://127.0.0.1',
    contextPath: '/bitbucket',
    credentials: { token },
    projects: [
      { key: 'ONE' },
      { key: 'TWO', name: 'Second project' },
      { key: 'NONE' },
    ],
    repositories: [
      { project: 'ONE', slug: 'alpha', branches: { main: tree(root, subPath, signs) } },
      { project: 'ONE', slug: 'beta.two', branches: { main: tree('README.md') } },
      {
        project: 'ONE',
        slug: 'both',
        branches: { main: tree(root), dev: tree(root, oddPath) },
      },
      {
        project: 'TWO',
        slug: 'alpha',
        name: 'Alpha of two',
        defaultBranch: 'release/1.0',
        branches: { 'release/1.0': tree(root, oddPath), dev: tree(root) },
      },
      {
        project: 'TWO',
        slug: 'old',
        archived: true,
        branches: { main: tree(root, oddPath), dev: tree(root) },
      },
    ],
  });
  served = await serveStandIn({ standIn });
  standIn.moveTo(`${served.url}/bitbucket`);
});

afterAll(async () => {
  await served.close();
});

function toConfig(provider: JsonObject): ConfigReader {
  return new ConfigReader({
    integrations: {
      bitbucketServer: [
        {
          host: new URL(served.url).host,
          apiBaseUrl: `${served.url}/bitbucket/rest/api/1.0`,
          token,
        },
      ],
    },
    catalog: {
      providers: {
        bitbucketServer: {
          some: { host: new URL(served.url).host, ...provider },
        },
      },
    },
  });
}

/** Runs a provider once and gives what it told the catalog. */
async function runOnce(providers: Refreshable[]) {
  const [provider] = providers;
  if (!provider || providers.length > 1) {
    throw new Error(`One provider is wanted, not ${providers.length}`);
  }
  const mutations: EntityProviderMutation[] = [];
  const connection = {
    applyMutation: async mutation => {
      mutations.push(mutation);
    },
    refresh: async () => {},
  } as EntityProviderConnection;
  await provider.connect(connection);
  await provider.refresh(mockServices.logger.mock());
  // Ours tells what it finds before that.
  const mutation = mutations.at(-1);
  if (mutation?.type !== 'full') {
    throw new Error(`A full mutation is wanted: ${JSON.stringify(mutations)}`);
  }
  return {
    providerName: provider.getProviderName(),
    entities: [...mutation.entities].sort((one, other) =>
      one.entity.metadata.name.localeCompare(other.entity.metadata.name, 'en'),
    ),
  };
}

async function runBoth(
  provider: JsonObject,
  options: { parser?: () => AsyncIterable<Entity> } = {},
) {
  const shared = {
    logger: mockServices.logger.mock(),
    schedule: { run: async () => {} },
    ...options,
  };
  const config = toConfig(provider);
  return {
    upstream: await runOnce(UpstreamProvider.fromConfig(config, shared)),
    ours: await runOnce(
      BitbucketServerEntityProvider.fromConfig(config, shared),
    ),
  };
}

/**
 * The entity without the annotation that is ours alone, and the one that the
 * upstream module gives only to what a webhook adds.
 */
function withoutOurs(entity: Entity): Entity {
  const {
    [discoveredBy]: finder,
    [repoUrl]: address,
    ...annotations
  } = entity.metadata.annotations ?? {};
  expect(finder).toBe('bitbucketServer-provider:some');
  expect(address).toBe(entity.spec?.target);
  return { ...entity, metadata: { ...entity.metadata, annotations } };
}

/** What either provider makes of the annotations that a parser has given. */
async function runWithParser(annotations: Record<string, string>) {
  async function* parser(): AsyncIterable<Entity> {
    yield {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'parsed', annotations: { ...annotations } },
      spec: { type: 'service', lifecycle: 'production', owner: 'team' },
    };
  }
  const { upstream, ours } = await runBoth(
    {
      validateLocationsExist: true,
      filters: { projectKey: 'ONE', repoSlug: 'alpha' },
    },
    { parser },
  );
  return {
    upstream: upstream.entities[0]?.entity.metadata.annotations,
    ours: ours.entities[0]?.entity.metadata.annotations,
  };
}

/** What a provider adds that hears of a push before it has ever run. */
async function addAfterPush(
  create: (events: EventsService) => EntityProvider[],
): Promise<Entity> {
  const events = mockServices.events();
  const added: Entity[] = [];
  const connection = {
    applyMutation: async mutation => {
      if (mutation.type === 'delta') {
        added.push(...mutation.added.map(({ entity }) => entity));
      }
    },
    refresh: async () => {},
  } as EntityProviderConnection;
  for (const provider of create(events)) {
    await provider.connect(connection);
  }
  const self = `${standIn.baseUrl}/projects/ONE/repos/alpha/browse`;
  await events.publish({
    topic: 'bitbucketServer.repo:refs_changed',
    eventPayload: {
      repository: {
        slug: 'alpha',
        project: { key: 'ONE' },
        links: { self: [{ href: self }] },
      },
      changes: [
        {
          ref: { id: 'refs/heads/main', displayId: 'main', type: 'BRANCH' },
          refId: 'refs/heads/main',
          type: 'UPDATE',
        },
      ],
    },
  });
  return pollUntil('the Location is added', {
    ask: async () => added[0],
  });
}

async function addBoth() {
  const config = toConfig({});
  const shared = {
    logger: mockServices.logger.mock(),
    schedule: { run: async () => {} },
    catalogApi: catalogServiceMock(),
    auth: mockServices.auth(),
  };
  return {
    upstream: await addAfterPush(events =>
      UpstreamProvider.fromConfig(config, { ...shared, events }),
    ),
    ours: await addAfterPush(events =>
      BitbucketServerEntityProvider.fromConfig(config, { ...shared, events }),
    ),
  };
}

describe('beside the upstream module, a provider', () => {
  it.each<[string, JsonObject, number]>([
    ['for the file by its usual name', {}, 4],
    ['for a file in a sub directory', { catalogPath: '/services/api/catalog-info.yaml' }, 1],
    ['for odd names', { catalogPath: '/docs/c++/catalog@home.yaml' }, 2],
    ['for signs and umlauts', { catalogPath: `/${signs}` }, 1],
    ['for another branch', { catalogPath: '/catalog-info.yaml?at=refs%2Fheads%2Fdev' }, 3],
    [
      'for odd names on another branch',
      { catalogPath: '/docs/c++/catalog@home.yaml?at=refs%2Fheads%2Fdev' },
      1,
    ],
    ['that leaves archived repositories out', { filters: { skipArchivedRepos: true } }, 3],
    ['with filters', { filters: { projectKey: 'O', repoSlug: '^al|two$' } }, 2],
    ['that looks nowhere', { validateLocationsExist: false }, 5],
    [
      'that looks nowhere on another branch',
      {
        validateLocationsExist: false,
        catalogPath: '/a/b.yaml?at=refs%2Fheads%2Fdev',
      },
      5,
    ],
  ])('%s emits the same entities', async (_, provider, count) => {
    const { upstream, ours } = await runBoth({
      // The upstream module looks only where it is told to.
      validateLocationsExist: true,
      ...provider,
    });
    expect({
      ...ours,
      entities: ours.entities.map(({ entity, ...rest }) => ({
        ...rest,
        entity: withoutOurs(entity),
      })),
    }).toEqual(upstream);
    expect(ours.entities).toHaveLength(count);
  });

  it('adds to what a parser yields what the upstream module adds, and the two annotations that a catalog cannot do without', async () => {
    const { upstream, ours } = await runWithParser({});
    expect(upstream).toEqual({ 'bitbucket.org/default-branch': 'main' });
    const file = `url:${served.url}/bitbucket/projects/ONE/repos/alpha/browse/catalog-info.yaml`;
    expect(ours).toEqual({
      ...upstream,
      'backstage.io/managed-by-location': file,
      'backstage.io/managed-by-origin-location': file,
      [discoveredBy]: 'bitbucketServer-provider:some',
      [repoUrl]: file.slice('url:'.length),
    });
  });

  it('leaves the annotations of a parser as the upstream module leaves them', async () => {
    const given = {
      'backstage.io/managed-by-location': 'url:https://example.com/a',
      'backstage.io/managed-by-origin-location': 'url:https://example.com/b',
      'bitbucket.org/default-branch': 'of-the-parser',
      'example.com/kept': 'yes',
    };
    const { upstream, ours } = await runWithParser(given);
    expect(upstream).toEqual({
      ...given,
      'bitbucket.org/default-branch': 'main',
    });
    const { [discoveredBy]: _finder, [repoUrl]: _url, ...others } = ours ?? {};
    expect(others).toEqual(upstream);
  });

  it('adds the same Location after a webhook, but for the name of the provider', async () => {
    const { upstream, ours } = await addBoth();
    const { [discoveredBy]: _finder, ...annotations } =
      ours.metadata.annotations ?? {};
    expect({ ...ours, metadata: { ...ours.metadata, annotations } }).toEqual(
      upstream,
    );
    expect(annotations[repoUrl]).toBe(
      `${served.url}/bitbucket/projects/ONE/repos/alpha/browse/catalog-info.yaml`,
    );
  });
});
