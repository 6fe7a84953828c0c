import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { BitbucketServerIntegrationConfig } from '@backstage/integration';
import { z } from 'zod';
import { assertHost } from './assertHost';
import { section, text, toReason, wanted } from './optionTypes';
import { readOptions, Section } from './readOptions';

const ROOT_KEY = 'integrations.bitbucketServer';

const hostOptions = section({
  host: z
    .unknown()
    .refine(host => host !== undefined, wanted('name the host of the server'))
    .pipe(text),
});

/** One entry of `integrations.bitbucketServer`: where it stands, and as Backstage reads it. */
export interface Integration extends Section {
  readonly host: string;
  readonly integration: BitbucketServerIntegrationConfig;
}

/**
 * Reads every entry of `integrations.bitbucketServer`; of entries with the
 * same host the first counts, as in Backstage, and whoever listens hears of the
 * others.
 */
export function readIntegrations(
  config: Config,
  { logger }: { logger?: { warn(message: string): void } } = {},
): Integration[] {
  const byHost = new Map<string, Integration>();
  for (const [index, entry] of readEntries(config).entries()) {
    const key = `${ROOT_KEY}[${index}]`;
    const integration = readIntegration({ config: entry, key });
    const { host } = integration;
    const first = byHost.get(host);
    if (first) {
      logger?.warn(
        `${key} is ignored, since ${first.key} has its host ${host} too, and Backstage's own reader takes the first as well. A token for each project has no place here: give ${first.key} the token of a service account that may read all of the projects`,
      );
    } else {
      byHost.set(host, { host, key, config: entry, integration });
    }
  }
  return [...byHost.values()];
}

export function readIntegrationHosts(config: Config): string[] {
  return readIntegrations(config).map(({ host }) => host);
}

function readEntries(config: Config): Config[] {
  try {
    return config.getOptionalConfigArray(ROOT_KEY) ?? [];
  } catch (error) {
    throw new InputError(
      `${ROOT_KEY} is not a list of objects; put a dash before each host`,
      error,
    );
  }
}

function readIntegration(entry: Section): BitbucketServerIntegrationConfig {
  const { config, key } = entry;
  const { host } = readOptions(hostOptions, entry);
  assertHost(host, { key: `${key}.host` });
  try {
    return readBackstageKeys(config, { host });
  } catch (error) {
    throw new InputError(`${key} cannot be read: ${toReason(error)}`, error);
  }
}

/** Backstage's own reader would bring the clients of every cloud with it into the process. */
function readBackstageKeys(
  config: Config,
  { host }: { host: string },
): BitbucketServerIntegrationConfig {
  const apiBaseUrl = config.getOptionalString('apiBaseUrl');
  return {
    host,
    apiBaseUrl: apiBaseUrl?.replace(/\/+$/, '') ?? `https://${host}/rest/api/1.0`,
    token: config.getOptionalString('token')?.trim(),
    username: config.getOptionalString('username'),
    password: config.getOptionalString('password'),
    commitSigningKey: config.getOptionalString('commitSigningKey'),
  };
}
