import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { Hosts } from '../bitbucket';
import {
  ProviderConfig,
  readWebhookConfig,
  WEBHOOK_SECRET_KEY,
} from '../config';
import { readChosenProviders } from '../terminal';
import { SetupArguments, SetupHost, WantedWebhook } from './types';

/**
 * Reads on which servers webhooks are to be set up, and what they are to be.
 * Throws what the backend throws at its start, and where there is no secret to
 * write.
 */
export function readSetup(
  config: Config,
  { given, logger }: { given: SetupArguments; logger: LoggerService },
): { hosts: SetupHost[]; wanted: WantedWebhook } {
  const { secrets } = readWebhookConfig(config);
  if (secrets.length === 0) {
    const finding = `${WEBHOOK_SECRET_KEY} is missing, without which the backend lets no webhook in`;
    if (given.apply) {
      throw new InputError(`${finding}; set it, and write webhooks then`);
    }
    logger.warn(`${finding}; no secret is compared`);
  }
  const { chosen } = readChosenProviders(config, { ...given, logger });
  const hosts = new Hosts({ config });
  return {
    wanted: { url: given.endpointUrl, secrets },
    hosts: [...toProvidersByHost(chosen, given)].map(([name, providers]) => ({
      host: hosts.get(name),
      providers,
    })),
  };
}

function toProvidersByHost(
  providers: readonly ProviderConfig[],
  { host: only }: SetupArguments,
): Map<string, ProviderConfig[]> {
  const byHost = new Map<string, ProviderConfig[]>();
  for (const provider of providers) {
    const host = provider.host.toLowerCase();
    byHost.set(host, [...(byHost.get(host) ?? []), provider]);
  }
  if (only === undefined) {
    return byHost;
  }
  const chosen = byHost.get(only.toLowerCase());
  if (!chosen) {
    const there = [...byHost.keys()].join(', ');
    throw new InputError(`No provider has the host '${only}' (there: ${there})`);
  }
  return new Map([[only.toLowerCase(), chosen]]);
}
