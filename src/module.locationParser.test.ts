import { BackendFeature, createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { setupServer } from 'msw/node';
import { expectKnownRequests } from '../dev/rig/expectKnownRequests';
import { FakeCatalog } from '../dev/rig/FakeCatalog';
import { useModuleBackend } from '../dev/rig/useModuleBackend';
import { createStandInHandlers } from '../dev/standin/mswHandler';
import { StandInBitbucket } from '../dev/standin/StandInBitbucket';
import {
  catalogModuleBitbucketServerEntityProvider as catalogModule,
  bitbucketServerLocationParserExtensionPoint,
  BitbucketServerFileParser,
  BitbucketServerFileParserOptions,
} from '.';

const server = setupServer();
const startBackend = useModuleBackend();
const baseUrl = 'https://git.example.com';

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  expectKnownRequests(server);
  server.resetHandlers();
});
afterAll(() => server.close());

/** A module of a user's backend that sets a parser. */
function createParserModule(
  parser: BitbucketServerFileParser,
  { moduleId = 'parser' }: { moduleId?: string } = {},
): BackendFeature {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId,
    register(env) {
      env.registerInit({
        deps: { locations: bitbucketServerLocationParserExtensionPoint },
        async init({ locations }) {
          locations.setLocationParser(parser);
        },
      });
    },
  });
}

type RunTask = (signal: AbortSignal) => Promise<void>;

/** A started backend whose providers are connected to a fake catalog. */
async function start(features: BackendFeature[]) {
  const standIn = new StandInBitbucket({
    baseUrl,
    projects: [{ key: 'ORBIT' }],
    repositories: ['antenna', 'rocket'].map(slug => ({
      project: 'ORBIT',
      slug,
      archived: slug === 'rocket',
      files: { 'ci.yml': slug },
    })),
  });
  server.use(...createStandInHandlers(standIn));
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const host = {
    host: 'git.example.com',
    apiBaseUrl: `${baseUrl}/rest/api/1.0`,
  };
  const { providers, tasks } = await startBackend({
    features: [...features, logger.factory],
    config: {
      integrations: { bitbucketServer: [host] },
      catalog: {
        providers: { bitbucketServer: { ci: { catalogPath: '/ci.yml' } } },
      },
    },
  });
  const catalog = new FakeCatalog();
  for (const provider of providers) {
    const name = provider.getProviderName();
    await provider.connect(catalog.connectionOf(name));
  }
  const sweep = async () => {
    for (const { fn } of tasks) {
      await (fn as RunTask)(new AbortController().signal);
    }
  };
  const toTitles = () =>
    catalog.entities
      .map(({ metadata }) => `${metadata.name}: ${metadata.title}`)
      .sort();
  return { catalog, logger, sweep, toTitles };
}

function toEntity(
  { repository }: BitbucketServerFileParserOptions,
  { title }: { title: string },
) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: repository.repoSlug, title },
  };
}

describe('bitbucketServerLocationParserExtensionPoint', () => {
  it.each([['before'], ['after']])(
    'takes the parser of a module that is added %s this one',
    async order => {
      const parserModule = createParserModule(async function* parse(options) {
        yield toEntity(options, { title: 'parsed' });
      });
      const { sweep, toTitles } = await start(
        order === 'before'
          ? [parserModule, catalogModule]
          : [catalogModule, parserModule],
      );
      await sweep();
      expect(toTitles()).toEqual(['antenna: parsed', 'rocket: parsed']);
    },
  );

  it('gives the parser repository, file, and id and configuration of the provider', async () => {
    const given: unknown[] = [];
    const parserModule = createParserModule(async function* parse(options) {
      const { repository, file, provider, client } = options;
      const { projectKey, repoSlug: repo } = repository;
      const response = await client.getFile({ projectKey, repo, ...file });
      const config = provider.config.get();
      given.push({ repository, file, id: provider.id, config });
      yield toEntity(options, { title: await response.text() });
    });
    const { sweep, toTitles } = await start([catalogModule, parserModule]);
    await sweep();
    expect(toTitles()).toEqual(['antenna: antenna', 'rocket: rocket']);
    expect(given).toHaveLength(2);
    expect(given).toContainEqual({
      repository: {
        projectKey: 'ORBIT',
        repoSlug: 'rocket',
        archived: true,
        defaultBranch: 'main',
      },
      file: { path: 'ci.yml' },
      id: 'ci',
      config: { catalogPath: '/ci.yml' },
    });
  });

  it('keeps what is known of a repository for which the parser throws', async () => {
    let title = 'first';
    const parserModule = createParserModule(async function* parse(options) {
      if (title === 'second' && options.repository.repoSlug === 'rocket') {
        throw new Error('it chokes');
      }
      yield toEntity(options, { title });
    });
    const { sweep, toTitles, logger } = await start([
      catalogModule,
      parserModule,
    ]);
    await sweep();
    title = 'second';
    await sweep();
    expect(toTitles()).toEqual(['antenna: second', 'rocket: first']);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(
        /ORBIT\/rocket\): The location parser failed .*: it chokes/,
      ),
    );
  });

  it('stops the start, and says how to mend it, where two modules set a parser', async () => {
    const one = createParserModule(async function* parse() {});
    const two = createParserModule(async function* parse() {}, {
      moduleId: 'another-parser',
    });
    await expect(start([catalogModule, one, two])).rejects.toThrow(
      'A location parser is already set through bitbucketServerLocationParserExtensionPoint, and there can only be one',
    );
  });

  it('leaves it at one Location a file where no module sets a parser', async () => {
    const { sweep, catalog } = await start([catalogModule]);
    await sweep();
    expect(catalog.targets).toEqual([
      `${baseUrl}/projects/ORBIT/repos/antenna/browse/ci.yml`,
      `${baseUrl}/projects/ORBIT/repos/rocket/browse/ci.yml`,
    ]);
  });
});
