import { useModuleBackend } from '../dev/rig/useModuleBackend';
import { catalogModuleBitbucketServerEntityProvider as catalogModule } from '.';

jest.mock('@backstage/plugin-catalog-node/alpha', () => ({}));

const startBackend = useModuleBackend();

describe('catalogModuleBitbucketServerEntityProvider, in Backstage before 1.48', () => {
  it('adds its provider where catalog.scmEvents is on and has no service behind it', async () => {
    const { backend, providers } = await startBackend({
      features: [catalogModule],
      config: {
        integrations: { bitbucketServer: [{ host: 'git.example.com' }] },
        catalog: {
          scmEvents: true,
          providers: { bitbucketServer: { main: {} } },
        },
      },
    });
    await backend.stop();

    expect(providers.map(provider => provider.getProviderName())).toEqual([
      'bitbucketServer-provider:main',
      'bitbucketServer-reads',
    ]);
  });
});
