import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  catalogAnalysisExtensionPoint,
  catalogProcessingExtensionPoint,
} from '@backstage/plugin-catalog-node';
import {
  CatalogScmEvent,
  CatalogScmEventsService,
  catalogScmEventsServiceRef,
} from '@backstage/plugin-catalog-node/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { JsonValue } from '@backstage/types';
import { setupServer } from 'msw/node';
import { createStandInHandlers } from '../dev/standin/mswHandler';
import { StandInBitbucket } from '../dev/standin/StandInBitbucket';
import catalogModule from '.';
import { pushBody } from './events/testing/webhookBodies';

const server = setupServer();
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** A started backend with nothing but the module in it. */
async function start(options: { scmEvents?: JsonValue }) {
  const standIn = new StandInBitbucket({
    baseUrl: 'https://git.example.com/bitbucket',
    projects: [{ key: 'ORBIT' }],
    repositories: [{ project: 'ORBIT', slug: 'antenna', files: { a: '' } }],
  });
  server.use(...createStandInHandlers(standIn));
  const events = mockServices.events();
  const told: CatalogScmEvent[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [catalogProcessingExtensionPoint, { addEntityProvider: () => {} }],
      [catalogAnalysisExtensionPoint, { addScmLocationAnalyzer: () => {} }],
    ],
    features: [
      catalogModule,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({
        data: {
          integrations: {
            bitbucketServer: [
              {
                host: 'git.example.com',
                apiBaseUrl: 'https://git.example.com/bitbucket/rest/api/1.0',
              },
            ],
          },
          catalog: {
            scmEvents: options.scmEvents,
            providers: { bitbucketServer: { main: {} } },
          },
        },
      }),
      mockServices.scheduler.mock({
        createScheduledTaskRunner: () => ({ run: async () => {} }),
      }).factory,
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: async () =>
          mockServices.database({ knex: await databases.init('SQLITE_3') }),
      }),
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
  const publish = () =>
    events.publish({
      topic: 'bitbucketServer.repo:refs_changed',
      eventPayload: pushBody(),
    });
  return { backend, publish, told };
}

describe('catalogModuleBitbucketServerEntityProvider, of catalog.scmEvents', () => {
  it.each([[true], [{ refresh: true }]])(
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

  it.each([[undefined], [false]])(
    'passes nothing on where it is %p',
    async scmEvents => {
      const { backend, publish, told } = await start({ scmEvents });
      await publish();
      await backend.stop();
      expect(told).toEqual([]);
    },
  );
});
