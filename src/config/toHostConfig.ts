import { ConfigReader } from '@backstage/config';
import { BitbucketServerIntegrationConfig } from '@backstage/integration';
import { readHostConfig } from './readHostConfig';
import { HostConfig } from './types';

/**
 * Maps an integration that has been read to how its host is asked, with the
 * defaults for all that an integration does not hold.
 *
 * @internal
 */
export function toHostConfig(
  integration: BitbucketServerIntegrationConfig,
): HostConfig {
  const { host, apiBaseUrl, token, username, password } = integration;
  return readHostConfig(
    new ConfigReader({
      integrations: {
        bitbucketServer: [{ host, apiBaseUrl, token, username, password }],
      },
    }),
    host,
  );
}
