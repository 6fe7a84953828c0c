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
  EntityProvider,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { catalogModuleBitbucketServerEntityProvider as catalogModule } from '.';

jest.mock('@backstage/plugin-catalog-node/alpha', () => ({}));

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('catalogModuleBitbucketServerEntityProvider, in Backstage before 1.48', () => {
  it('adds its provider where catalog.scmEvents is on and has no service behind it', async () => {
    const addEntityProvider = jest.fn<void, [EntityProvider[]]>();
    const backend = await startTestBackend({
      extensionPoints: [
        [catalogProcessingExtensionPoint, { addEntityProvider }],
        [catalogAnalysisExtensionPoint, { addScmLocationAnalyzer: () => {} }],
      ],
      features: [
        catalogModule,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: {
            integrations: { bitbucketServer: [{ host: 'git.example.com' }] },
            catalog: {
              scmEvents: true,
              providers: { bitbucketServer: { main: {} } },
            },
          },
        }),
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: async () =>
            mockServices.database({ knex: await databases.init('SQLITE_3') }),
        }),
      ],
    });
    await backend.stop();

    const [[providers = []] = []] = addEntityProvider.mock.calls;
    expect(providers.map(provider => provider.getProviderName())).toEqual([
      'bitbucketServer-provider:main',
    ]);
  });
});
