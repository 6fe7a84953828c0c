import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { HostConfig, readHostConfig, readIntegrationHosts } from '../config';
import { HostBudget, HttpFetch, RequestContext } from '../http';
import { HostTelemetry, Telemetry } from '../telemetry';
import { BitbucketServerApi } from './BitbucketServerApi';
import { BitbucketServerClient } from './BitbucketServerClient';
import { createBitbucketServerApi } from './createBitbucketServerApi';
import { createHostBudget } from './createRestClient';

/** One Bitbucket Server, and all that asks it: whoever does shares its budget. */
export interface Host {
  readonly hostConfig: HostConfig;
  readonly integrationHosts: readonly string[];
  readonly api: BitbucketServerApi;
  /** What all requests to the host draw on, with the pace as it is learnt. */
  readonly budget: HostBudget;
  readonly hostTelemetry: HostTelemetry;
  /** Creates a client for parsers, on behalf of a run. */
  readonly createClient: (context: RequestContext) => BitbucketServerClient;
}

export interface HostsOptions {
  readonly config: Config;
  /** What sends a request in the end; node-fetch by default. */
  readonly transport?: HttpFetch;
}

/** The hosts of one configuration, each created once. */
export class Hosts {
  readonly #options: HostsOptions;
  readonly #telemetry = new Telemetry();
  readonly #hosts = new Map<string, Host>();

  constructor(options: HostsOptions) {
    this.#options = options;
  }

  get(name: string): Host {
    let host = this.#hosts.get(name);
    if (!host) {
      host = createHost(name, { ...this.#options, telemetry: this.#telemetry });
      this.#hosts.set(name, host);
    }
    return host;
  }

  /** Those that were asked for so far. */
  all(): Host[] {
    return [...this.#hosts.values()];
  }
}

function createHost(
  name: string,
  options: HostsOptions & { telemetry: Telemetry },
): Host {
  const { config, telemetry, transport } = options;
  const hostConfig = readHostConfig(config, name);
  const { host, apiBaseUrl } = hostConfig;
  const observer = telemetry.ofHost(host);
  const budget = createHostBudget(hostConfig);
  const api = createBitbucketServerApi(hostConfig, {
    observer,
    budget,
    transport,
  });
  const sharing = { config: { host, apiBaseUrl }, api };
  return {
    hostConfig,
    integrationHosts: readIntegrationHosts(config),
    api,
    budget,
    hostTelemetry: observer,
    createClient: context => {
      const onBehalf = { ...sharing, context };
      return new BitbucketServerClient(onBehalf);
    },
  };
}

/**
 * The hosts of one process: all plugins that ask a server through this package
 * share its client, and so its budget.
 */
export const hostsServiceRef = createServiceRef<Hosts>({
  id: 'bitbucket-server.hosts',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      factory: ({ config }) => new Hosts({ config }),
    }),
});
