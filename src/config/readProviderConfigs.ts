import { Config } from '@backstage/config';
import { readIntegrations } from './readIntegrations';
import { readProviderConfig } from './readProviderConfig';
import { readProviderSections } from './readProviderSections';
import { ProviderConfig } from './types';
import { warnAboutUnknownKeys } from './warnAboutUnknownKeys';

/**
 * Who hears about configuration that is understood, and odd.
 *
 * @internal
 */
export interface ReadProviderConfigsOptions {
  /** Nobody hears it by default. */
  readonly logger?: { warn(message: string): void };
}

/**
 * Reads every provider beneath `catalog.providers.bitbucketServer`, in the
 * order they stand in; none where the key is absent.
 *
 * @internal
 */
export function readProviderConfigs(
  config: Config,
  options: ReadProviderConfigsOptions = {},
): ProviderConfig[] {
  const { logger } = options;
  const providers = readProviderSections(config);
  if (providers.length === 0) {
    return [];
  }
  const integrations = readIntegrations(config, { logger });
  if (logger) {
    warnAboutUnknownKeys({
      providers: providers.map(({ section }) => section),
      integrations: integrations.map(({ section }) => section),
      logger,
    });
  }
  const integrationHosts = integrations.map(
    ({ integration }) => integration.host,
  );
  return providers.map(provider =>
    readProviderConfig(provider, { integrationHosts, logger }),
  );
}
