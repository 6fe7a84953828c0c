import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  BitbucketServerIntegrationConfig,
  readBitbucketServerIntegrationConfig,
} from '@backstage/integration';
import { assertHost } from './assertHost';
import { ConfigSection } from './ConfigSection';

const rootKey = 'integrations.bitbucketServer';

/**
 * One entry of `integrations.bitbucketServer`: as Backstage reads it, and
 * where it stands.
 *
 * @internal
 */
export interface ConfiguredIntegration {
  readonly integration: BitbucketServerIntegrationConfig;
  readonly section: ConfigSection;
}

/**
 * Reads every entry of `integrations.bitbucketServer`; of entries with the
 * same host the first counts, as in Backstage, and whoever listens hears of the
 * others.
 *
 * @internal
 */
export function readIntegrations(
  config: Config,
  { logger }: { logger?: { warn(message: string): void } } = {},
): ConfiguredIntegration[] {
  const byHost = new Map<string, ConfiguredIntegration>();
  for (const [index, entry] of readEntries(config).entries()) {
    const section = new ConfigSection({
      config: entry,
      key: `${rootKey}[${index}]`,
    });
    const integration = readIntegration(section);
    const first = byHost.get(integration.host);
    if (first) {
      logger?.warn(
        `${section.key} is ignored, since ${first.section.key} has its host ${integration.host} too, and Backstage's own reader takes the first as well. A token for each project has no place here: give ${first.section.key} the token of a service account that may read all of the projects`,
      );
    } else {
      byHost.set(integration.host, { integration, section });
    }
  }
  return [...byHost.values()];
}

function readEntries(config: Config): Config[] {
  try {
    return config.getOptionalConfigArray(rootKey) ?? [];
  } catch (error) {
    throw new InputError(
      `${rootKey} is not a list of objects; put a dash before each host`,
      error,
    );
  }
}

function readIntegration(
  section: ConfigSection,
): BitbucketServerIntegrationConfig {
  const host = section.readString('host');
  if (host === undefined) {
    throw section.toError('host', 'name the host of the server');
  }
  assertHost(host, { key: section.keyOf('host') });
  try {
    return readBitbucketServerIntegrationConfig(section.config);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`${section.key} cannot be read: ${reason}`, error);
  }
}
