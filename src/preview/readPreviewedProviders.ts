import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { Hosts } from '../bitbucket';
import {
  readProviderSection,
  readReadsConfig,
  toProviderName,
} from '../config';
import { CatalogFileMapper } from '../entities';
import { readChosenProviders } from '../terminal';
import { PreviewedProvider } from './types';

/**
 * Reads the providers that are to be previewed, with what asks their servers;
 * those of one host share its budget. Throws what the backend throws at its
 * start, and where there is nothing to preview.
 */
export function readPreviewedProviders(
  config: Config,
  options: { providerId?: string; logger: LoggerService },
): PreviewedProvider[] {
  const { logger } = options;
  const { all, chosen } = readChosenProviders(config, options);
  const hosts = new Hosts({ config });
  // Of all of them, since each stops the start of a backend.
  const providers = all.map(provider => {
    const { id } = provider;
    const host = hosts.get(provider.host);
    const mapper = new CatalogFileMapper({
      ...host,
      ...host.hostConfig,
      providerName: toProviderName(provider),
      provider: { id, config: readProviderSection(config, { id }) },
      logger,
    });
    const reads = readReadsConfig(config, provider.host);
    return { config: provider, host, mapper, reads };
  });
  return providers.filter(provider => chosen.includes(provider.config));
}
