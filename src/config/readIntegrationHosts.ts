import { Config } from '@backstage/config';
import { readIntegrations } from './readIntegrations';

/**
 * Reads the hosts of all Bitbucket Server integrations.
 *
 * @internal
 */
export function readIntegrationHosts(config: Config): string[] {
  return readIntegrations(config).map(({ integration }) => integration.host);
}
