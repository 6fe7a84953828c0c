import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { Hosts } from '../bitbucket';
import { readProviderConfigs, readProviderSection } from '../config';
import { CatalogFileMapper } from '../entities';
import { PreviewedProvider } from './types';

const ROOT_KEY = 'catalog.providers.bitbucketServer';

/**
 * Reads the providers that are to be previewed, with what asks their servers;
 * those of one host share its budget. Throws what the backend throws at its
 * start, and where there is nothing to preview.
 *
 * @internal
 */
export function readPreviewedProviders(
  config: Config,
  options: { providerId?: string; logger: LoggerService },
): PreviewedProvider[] {
  const { providerId, logger } = options;
  const all = readProviderConfigs(config, { logger });
  if (all.length === 0) {
    throw new InputError(
      `${ROOT_KEY} holds no provider; add one, such as ${ROOT_KEY}.default.host`,
    );
  }
  const ids = all.map(({ id }) => id);
  if (providerId !== undefined && !ids.includes(providerId)) {
    throw new InputError(
      `${ROOT_KEY} has no provider '${providerId}' (there: ${ids.join(', ')})`,
    );
  }
  const hosts = new Hosts(config);
  // Of all of them, since each stops the start of a backend.
  const providers = all.map(provider => {
    const { id } = provider;
    const host = hosts.get(provider.host);
    const mapper = new CatalogFileMapper({
      ...host,
      ...host.hostConfig,
      providerName: `bitbucketServer-provider:${id}`,
      provider: { id, config: readProviderSection(config, { id }) },
      logger,
    });
    return { config: provider, host, mapper };
  });
  return providers.filter(
    provider => providerId === undefined || provider.config.id === providerId,
  );
}
