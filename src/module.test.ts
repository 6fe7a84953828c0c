import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { FakeCatalog } from '../dev/rig/FakeCatalog';
import { useModuleBackend } from '../dev/rig/useModuleBackend';
import { catalogModuleBitbucketServerEntityProvider as catalogModule } from '.';

/** Fails on any request; none is allowed. */
const server = setupServer();
const startBackend = useModuleBackend();
const integrations = {
  bitbucketServer: [{ host: 'git.example.com', token: 'secret-token' }],
};

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

type RunTask = (signal: AbortSignal) => Promise<void>;

/** A started backend with nothing but the module in it. */
async function start(config: JsonObject) {
  const started = await startBackend({ config, features: [catalogModule] });
  const catalog = new FakeCatalog();
  for (const provider of started.providers) {
    const name = provider.getProviderName();
    await provider.connect(catalog.connectionOf(name));
  }
  return started;
}

describe('catalogModuleBitbucketServerEntityProvider', () => {
  it('adds a provider of id default, and schedules its task', async () => {
    const { providers, tasks, scheduler } = await start({
      integrations,
      catalog: {
        providers: {
          bitbucketServer: { host: 'git.example.com' },
        },
      },
    });
    expect(providers.map(each => each.getProviderName())).toEqual([
      'bitbucketServer-provider:default',
      'bitbucketServer-reads',
    ]);
    expect(tasks.map(({ id }) => id)).toEqual([
      'bitbucketServer-provider:default:refresh',
    ]);
    expect(scheduler.createScheduledTaskRunner).toHaveBeenCalledWith(
      expect.objectContaining({
        frequency: expect.objectContaining({ minutes: 30 }),
        timeout: expect.objectContaining({ hours: 1 }),
      }),
    );
  });

  it('adds a provider for each id', async () => {
    const { providers, tasks } = await start({
      integrations,
      catalog: { providers: { bitbucketServer: { one: {}, two: {} } } },
    });
    expect(providers.map(each => each.getProviderName())).toEqual([
      'bitbucketServer-provider:one',
      'bitbucketServer-provider:two',
      'bitbucketServer-reads',
    ]);
    expect(tasks.map(({ id }) => id)).toEqual([
      'bitbucketServer-provider:one:refresh',
      'bitbucketServer-provider:two:refresh',
    ]);
  });

  it.each([
    ['not there', {}],
    ['empty', { catalog: { providers: { bitbucketServer: {} } } }],
  ])(
    'discovers nothing where its configuration is %s, and says so',
    async (_, config) => {
      const logger = mockServices.logger.mock();
      logger.child.mockReturnValue(logger);
      const { providers } = await startBackend({
        config: { integrations, ...config },
        features: [catalogModule, logger.factory],
      });
      expect(providers.map(each => each.getProviderName())).toEqual([
        'bitbucketServer-reads',
      ]);
      expect(logger.info).toHaveBeenCalledWith(
        expect.stringContaining('No repository is discovered, since'),
      );
    },
  );

  it('adds an analyzer for each integration, also where no provider is configured', async () => {
    const { analyzers } = await start({
      integrations: {
        bitbucketServer: [
          { host: 'git.example.com' },
          { host: 'other.example.com' },
        ],
      },
    });
    const supported = ['git', 'other', 'third'].map(name =>
      analyzers.filter(analyzer =>
        analyzer.supports(`https://${name}.example.com/projects/P/repos/r`),
      ),
    );
    expect(supported.map(({ length }) => length)).toEqual([1, 1, 0]);
  });

  it('adds no analyzer where no integration is configured', async () => {
    const { analyzers } = await start({});
    expect(analyzers).toEqual([]);
  });

  it.each([
    [
      'catalog.providers.bitbucketServer.main.filters.projectKey',
      { main: { filters: { projectKey: '(' } } },
    ],
    [
      'catalog.providers.bitbucketServer.main.catalogPath',
      { main: { catalogPath: '/**/[z-a].yaml' } },
    ],
    [
      'catalog.providers.bitbucketServer.main.host',
      { main: { host: 'elsewhere.example.com' } },
    ],
    [
      'catalog.providers.bitbucketServer.main.schedule',
      { main: { schedule: { frequency: 'often', timeout: 'PT1M' } } },
    ],
  ])('stops the start with an error that names %s', async (key, config) => {
    const starting = start({
      integrations,
      catalog: { providers: { bitbucketServer: config } },
    });
    await expect(starting).rejects.toThrow(key);
  });

  it('waits for a server that never answers neither at the start nor at the end', async () => {
    const asked = new Promise<void>(resolve => {
      server.use(
        http.get('https://git.example.com/*', () => {
          resolve();
          return new Promise<never>(() => {});
        }),
      );
    });
    const { backend, tasks } = await start({
      integrations,
      catalog: { providers: { bitbucketServer: { main: {} } } },
    });
    const { signal } = new AbortController();
    const run = (tasks[0]?.fn as RunTask)(signal).catch(error => error);
    await asked;
    await backend.stop();
    expect(String(await run)).toContain('the backend is shutting down');
  });
});
