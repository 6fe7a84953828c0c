import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import upstreamModule from '@backstage/plugin-catalog-backend-module-bitbucket-server';
import {
  CatalogScmEvent,
  CatalogScmEventsService,
  catalogScmEventsServiceRef,
} from '@backstage/plugin-catalog-node/alpha';
import { EventParams, eventsServiceRef } from '@backstage/plugin-events-node';
import { JsonObject, JsonValue } from '@backstage/types';
import { setupServer } from 'msw/node';
import { expectKnownRequests } from '../dev/rig/expectKnownRequests';
import { useModuleBackend } from '../dev/rig/useModuleBackend';
import { createStandInHandlers } from '../dev/standin/mswHandler';
import { StandInBitbucket } from '../dev/standin/StandInBitbucket';
import { catalogModuleBitbucketServerEntityProvider as catalogModule } from '.';
import { change, webhookBodies } from './events/testing/webhookBodies';
import { repository } from './events/testing/webhookRepositories';

const provider = {
  host: 'git.example.com',
  schedule: { frequency: { hours: 1 }, timeout: { minutes: 10 } },
};
const server = setupServer();
const startBackend = useModuleBackend();

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  expectKnownRequests(server);
  server.resetHandlers();
});
afterAll(() => server.close());

/** A started backend with nothing but the module, or that of upstream, in it. */
async function start(options: { scmEvents?: JsonValue; isUpstream?: true }) {
  const standIn = new StandInBitbucket({
    baseUrl: 'https://git.example.com/bitbucket',
    projects: [{ key: 'ORBIT' }],
    repositories: [{ project: 'ORBIT', slug: 'antenna', files: { a: '' } }],
  });
  server.use(...createStandInHandlers(standIn));
  const events = mockServices.events();
  const told: CatalogScmEvent[] = [];
  const host = {
    host: 'git.example.com',
    apiBaseUrl: 'https://git.example.com/bitbucket/rest/api/1.0',
  };
  const { backend } = await startBackend({
    hasNoAnalyzer: options.isUpstream,
    config: {
      integrations: { bitbucketServer: [host] },
      catalog: {
        scmEvents: options.scmEvents,
        providers: { bitbucketServer: { main: provider } },
      },
    },
    features: [
      options.isUpstream ? upstreamModule : catalogModule,
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      createServiceFactory({
        service: catalogScmEventsServiceRef,
        deps: {},
        factory: () =>
          ({
            publish: async (batch: CatalogScmEvent[]) => {
              told.push(...batch);
            },
          }) as CatalogScmEventsService,
      }),
    ],
  });
  const publish = (
    topic = 'bitbucketServer.repo:refs_changed',
    params: Partial<EventParams> = {},
  ) => events.publish({ topic, eventPayload: webhookBodies.push(), ...params });
  return { backend, publish, told, standIn };
}

describe('catalogModuleBitbucketServerEntityProvider, of catalog.scmEvents', () => {
  it.each([[true], [{ refresh: true }], [undefined], [false]])(
    'passes on what has come in before the backend stops, and nothing later, where it is %j',
    async scmEvents => {
      const { backend, publish, told } = await start({ scmEvents });
      await publish();
      await backend.stop();
      const updated = {
        type: 'repository.updated',
        url: 'https://git.example.com/bitbucket/projects/ORBIT/repos/antenna/browse',
      };
      expect(told).toEqual([updated]);

      await publish();
      expect(told).toEqual([updated]);
    },
  );

  it.each<[string, string, JsonObject]>([
    ['the default branch', 'repo:refs_changed', webhookBodies.push()],
    [
      'another branch',
      'repo:refs_changed',
      webhookBodies.push({ changes: [change('UPDATE', { branch: 'wip' })] }),
    ],
    [
      'a tag',
      'repo:refs_changed',
      webhookBodies.push({ changes: [change('ADD', { tag: 'v1' })] }),
    ],
    ['another title', 'repo:modified', webhookBodies.rename({ new: repository() })],
    ['another name', 'repo:modified', webhookBodies.rename()],
  ])(
    'publishes of %s what the upstream module publishes, from the topic that it hears',
    async (_, eventType, eventPayload) => {
      const ends: CatalogScmEvent[][] = [];
      for (const isUpstream of [undefined, true as const]) {
        const { backend, publish, told, standIn } = await start({ isUpstream });
        if (eventType === 'repo:modified') {
          const names = { slug: 'antenna', to: 'dish' };
          standIn.renameRepository('ORBIT', names);
        }
        const metadata = { 'x-event-key': eventType };
        await publish('bitbucketServer', { eventPayload, metadata });
        await backend.stop();
        ends.push(told);
      }
      const [ours, upstream] = ends;
      expect(ours).toEqual(upstream);
      expect(ours).toHaveLength(1);
    },
  );
});
