import { Config } from '@backstage/config';
import { readIntegrations } from './readIntegrations';
import { ProviderConfig, readProviderConfig } from './readProviderConfig';
import { readProviderSections } from './readProviderSections';
import { warnAboutUnknownKeys } from './warnAboutUnknownKeys';

/**
 * Reads every provider beneath `catalog.providers.bitbucketServer`, in the
 * order they stand in; none where the key is absent. The logger hears of what is
 * understood, and odd.
 */
export function readProviderConfigs(
  config: Config,
  { logger }: { logger?: { warn(message: string): void } } = {},
): ProviderConfig[] {
  const providers = readProviderSections(config);
  if (providers.length === 0) {
    return [];
  }
  const integrations = readIntegrations(config, { logger });
  if (logger) {
    warnAboutUnknownKeys({ providers, integrations, logger });
  }
  const integrationHosts = integrations.map(({ host }) => host);
  return providers.map(provider =>
    readProviderConfig(provider, { integrationHosts, logger }),
  );
}
