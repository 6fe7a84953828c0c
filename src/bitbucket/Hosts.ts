import { Config } from '@backstage/config';
import { HostConfig, readHostConfig, readIntegrationHosts } from '../config';
import { RequestContext } from '../http';
import { BitbucketServerApi } from './BitbucketServerApi';
import { BitbucketServerClient } from './BitbucketServerClient';
import { createBitbucketServerApi } from './createBitbucketServerApi';

/**
 * One Bitbucket Server, and all that asks it: whoever does shares its budget.
 *
 * @internal
 */
export interface Host {
  readonly hostConfig: HostConfig;
  /** The hosts of all Bitbucket Server integrations. */
  readonly integrationHosts: readonly string[];
  readonly api: BitbucketServerApi;
  /** Creates a client for parsers, on behalf of a run. */
  readonly createClient: (context: RequestContext) => BitbucketServerClient;
}

/**
 * The hosts of one configuration, each created once.
 *
 * @internal
 */
export class Hosts {
  readonly #config: Config;
  readonly #hosts = new Map<string, Host>();

  constructor(config: Config) {
    this.#config = config;
  }

  get(name: string): Host {
    let host = this.#hosts.get(name);
    if (!host) {
      host = createHost(this.#config, name);
      this.#hosts.set(name, host);
    }
    return host;
  }

  /** Those that were asked for so far. */
  all(): Host[] {
    return [...this.#hosts.values()];
  }
}

function createHost(config: Config, name: string): Host {
  const hostConfig = readHostConfig(config, name);
  const api = createBitbucketServerApi(hostConfig);
  const { host, apiBaseUrl } = hostConfig;
  const sharing = { config: { host, apiBaseUrl }, api };
  return {
    hostConfig,
    integrationHosts: readIntegrationHosts(config),
    api,
    createClient: context => {
      const onBehalf = { ...sharing, context };
      return new BitbucketServerClient(onBehalf);
    },
  };
}
