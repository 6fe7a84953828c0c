import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { Host, RepositoryName } from '../bitbucket';
import { CatalogAccess } from '../catalog';
import { ProviderConfig, readProviderSection, toProviderName } from '../config';
import { MigratedDatabase } from '../database';
import { BitbucketServerFileParser, CatalogFileMapper } from '../entities';
import { WebhookCounts } from '../events';
import { RepositoryHashes } from '../hashes';
import { createLeftOut, createMemory } from '../memory';
import { CatalogTeller, Reconciler, Settler } from '../reconcile';
import { hasChanged } from './hasChanged';
import { ProviderParts } from './ProviderParts';
import { RunClock } from './RunClock';
import { toFingerprint } from './toFingerprint';

export interface SharedParts {
  readonly rootConfig: Config;
  readonly logger: LoggerService;
  readonly parser?: BitbucketServerFileParser;
  /** Undefined where the catalog cannot be asked. */
  readonly catalog?: CatalogAccess;
  /** Memory is that of the process where it is left out. */
  readonly database?: MigratedDatabase;
  readonly reads?: CatalogReads;
}

/** Who reads files for the catalog, and is told which to read anew. */
export interface CatalogReads {
  beforeRefresh(repository: RepositoryName & { host: string }): Promise<void>;
  findReadError(target: string): unknown;
}

export function createProviderParts(
  config: ProviderConfig,
  options: SharedParts & { host: Host; hashes?: RepositoryHashes },
): ProviderParts {
  const { rootConfig, host, hashes, parser, catalog, database, reads } =
    options;
  const { id } = config;
  const providerName = toProviderName(config);
  const logger = options.logger.child({ target: providerName });
  const mapper = new CatalogFileMapper({
    providerName,
    host: host.hostConfig.host,
    apiBaseUrl: host.hostConfig.apiBaseUrl,
    integrationHosts: host.integrationHosts,
    createClient: host.createClient,
    logger,
    parser,
    provider: { id, config: readProviderSection(rootConfig, { id }) },
    lookingMs: new RunClock(config).lookingMs,
  });
  const memory = createMemory({ providerName, database });
  const leftOut = createLeftOut({ providerName, database });
  const webhookCounts = new WebhookCounts({ providerName, database, logger });
  const settler = new Settler({
    memory,
    teller: new CatalogTeller({ locationKey: providerName }),
    fingerprint: toFingerprint(config, {
      ...host,
      hasParser: mapper.hasParser,
    }),
  });
  const { api } = host;
  const reconciler = new Reconciler({
    ...{ memory, settler, api, config, mapper },
    beforeReread: async ({ projectKey, repoSlug }) =>
      reads?.beforeRefresh({ host: config.host, projectKey, repoSlug }),
    onHeardOf: async ({ hash, ...row }, answer) => {
      const { fingerprint } = settler;
      if (hash !== undefined && hasChanged(row, { fingerprint, answer })) {
        await hashes?.noteHeardOf({ key: row.key, hash }, { logger });
      }
    },
  });
  return {
    ...{ config, host, hashes, mapper, memory, leftOut },
    ...{ reconciler, webhookCounts, catalog, logger },
  };
}

/** The hashes of each host, shared by all of its providers. */
export class HashesOfHosts {
  readonly #database?: MigratedDatabase;
  readonly #byHost = new Map<string, RepositoryHashes>();

  constructor(options: { database?: MigratedDatabase }) {
    this.#database = options.database;
  }

  /** Undefined where they are not to be asked for. */
  of({ api, hostConfig }: Host): RepositoryHashes | undefined {
    if (hostConfig.repositoryHashes === 'off') {
      return undefined;
    }
    const hashes =
      this.#byHost.get(api.host) ??
      new RepositoryHashes({ api, database: this.#database });
    this.#byHost.set(api.host, hashes);
    return hashes;
  }
}
