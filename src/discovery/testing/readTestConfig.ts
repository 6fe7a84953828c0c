import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { ProviderConfig, readProviderConfigs } from '../../config';

/** Reads the configuration of one provider as a user writes it. */
export function readTestConfig(provider: JsonObject = {}): ProviderConfig {
  const [config] = readProviderConfigs(
    new ConfigReader({
      integrations: { bitbucketServer: [{ host: 'git.example.com' }] },
      catalog: { providers: { bitbucketServer: { main: provider } } },
    }),
  );
  return config!;
}
