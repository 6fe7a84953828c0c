import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ProviderConfig, readProviderConfigs } from '../config';

const ROOT_KEY = 'catalog.providers.bitbucketServer';

/**
 * Reads all providers, and which of them are meant. Throws what the backend
 * throws at its start, and where there is none.
 */
export function readChosenProviders(
  config: Config,
  options: { providerId?: string; logger: LoggerService },
): { all: ProviderConfig[]; chosen: ProviderConfig[] } {
  const { providerId, logger } = options;
  const all = readProviderConfigs(config, { logger });
  if (all.length === 0) {
    throw new InputError(
      `${ROOT_KEY} holds no provider; add one, such as ${ROOT_KEY}.default.host`,
    );
  }
  const chosen = all.filter(
    ({ id }) => providerId === undefined || id === providerId,
  );
  if (chosen.length === 0) {
    const ids = all.map(({ id }) => id).join(', ');
    throw new InputError(
      `${ROOT_KEY} has no provider '${providerId}' (there: ${ids})`,
    );
  }
  return { all, chosen };
}
