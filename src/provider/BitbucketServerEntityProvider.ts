import {
  AuthService,
  DatabaseService,
  LifecycleService,
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { Hosts } from '../bitbucket';
import { readProviderConfigs, toProviderName } from '../config';
import { MigratedDatabase } from '../database';
import { BitbucketServerFileParser } from '../entities';
import { ConflictWatch, WebhookSubscriber } from '../events';
import { ProcessingErrors } from '../fileErrors';
import {
  CatalogReads,
  createProviderParts,
  HashesOfHosts,
} from './createProviderParts';
import { ObservedProvider, ProviderParts } from './ProviderParts';
import { ProviderRuns } from './ProviderRuns';
import { TargetRegistry } from './TargetRegistry';

/**
 * Discovers the catalog files of a Bitbucket Server and keeps the catalog in
 * step with them.
 *
 * @public
 */
export class BitbucketServerEntityProvider implements EntityProvider {
  readonly #parts: ProviderParts;
  readonly #options: ProviderOptions;
  readonly #runs: ProviderRuns;
  readonly #webhooks: WebhookSubscriber;
  readonly #conflicts: ConflictWatch;
  readonly #errors: ProcessingErrors;

  /**
   * Creates a provider for each entry of `catalog.providers.bitbucketServer`.
   *
   * @remarks
   * Requests to one host share one budget among all providers of a call.
   * `schedule` wins over `scheduler` and the schedule of the configuration;
   * one of the two has to be there. Without `database` a provider remembers
   * what it has seen since it was started, and no longer. `lifecycle` lets a
   * shutdown end a run under way and wait for it. Throws where the
   * configuration cannot be used.
   */
  static fromConfig(
    config: Config,
    options: BitbucketServerEntityProviderOptions,
  ): BitbucketServerEntityProvider[];
  static fromConfig(
    config: Config,
    options: BitbucketServerEntityProviderOptions & SharedServices,
  ): BitbucketServerEntityProvider[] {
    const { logger, parser, catalogApi, auth, database, reads } = options;
    const hosts = options.hosts ?? new Hosts({ config });
    const shared = {
      rootConfig: config,
      logger,
      parser,
      reads,
      catalog: catalogApi && auth && { catalog: catalogApi, auth },
      database:
        options.tables ??
        (database && new MigratedDatabase({ database, logger })),
    };
    const targets = new TargetRegistry();
    const hashes = new HashesOfHosts(shared);
    return readProviderConfigs(config, options).map(providerConfig => {
      const { schedule, scheduler } = options;
      const taskRunner =
        schedule ??
        scheduler?.createScheduledTaskRunner(providerConfig.schedule);
      if (!taskRunner) {
        throw new Error(
          `${toProviderName(
            providerConfig,
          )} has neither a schedule nor a scheduler; give fromConfig one of the two`,
        );
      }
      const host = hosts.get(providerConfig.host);
      const parts = createProviderParts(providerConfig, {
        ...shared,
        host,
        hashes: hashes.of(host),
      });
      const provider = new BitbucketServerEntityProvider({
        ...{ parts, taskRunner, targets, reads },
        ...{ scheduler, events: options.events, lifecycle: options.lifecycle },
      });
      options.onCreated?.({ ...parts, errors: provider.#errors });
      return provider;
    });
  }

  private constructor(options: ProviderOptions) {
    const { parts, targets, reads, lifecycle } = options;
    const { config, host, hashes, reconciler } = parts;
    const telemetry = host.hostTelemetry.ofProvider(config.id);
    this.#options = options;
    this.#parts = parts;
    if (hashes) {
      telemetry.observeHashes(() => {
        const { trust } = hashes;
        const standing = trust.standing({ now: Date.now() });
        return {
          points: trust.points,
          isBelieved: standing === 'believed',
          isDistrusted: standing === 'distrusted',
        };
      });
    }
    this.#runs = new ProviderRuns({ provider: parts, telemetry, targets });
    this.#errors = new ProcessingErrors({
      ...{ ...parts, ...host, telemetry },
      providerName: toProviderName(config),
      catalog: parts.catalog?.catalog,
      auth: parts.catalog?.auth,
      findReadError: target => reads?.findReadError(target),
    });
    this.#webhooks = new WebhookSubscriber({
      provider: parts,
      telemetry,
      isFailing: entityRef => this.#errors.isFailing(entityRef),
    });
    this.#conflicts = new ConflictWatch({
      ...parts,
      ...host,
      settler: reconciler.settler,
      hint: repository => this.#webhooks.hint(repository),
    });
    lifecycle?.addShutdownHook(async () => {
      this.#errors.stop();
      this.#conflicts.stop();
      await Promise.all([this.#runs.stop(), this.#webhooks.stop()]);
    });
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.getProviderName} */
  getProviderName(): string {
    return toProviderName(this.#parts.config);
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.connect} */
  async connect(connection: EntityProviderConnection): Promise<void> {
    const { reconciler, logger } = this.#parts;
    const { taskRunner, events } = this.#options;
    reconciler.settler.teller.connect(connection);
    if (events) {
      await this.#webhooks.subscribe(events);
      await this.#errors.subscribe(events);
      await this.#conflicts.subscribe(events);
    }
    const id = `${this.getProviderName()}:refresh`;
    await taskRunner.run({
      id,
      fn: async signal => this.#runs.run({ logger, signal }),
    });
    void this.#runs.resume({ id, scheduler: this.#options.scheduler });
  }

  /** Sweeps once, now. Throws where the run fails, after logging why. */
  async refresh(logger: LoggerService): Promise<void> {
    await this.#runs.run({ logger });
  }
}

/** What the module shares with others, such as the reader of the catalog. */
interface SharedServices {
  readonly hosts?: Hosts;
  readonly reads?: CatalogReads;
  /** In place of `database`. */
  readonly tables?: MigratedDatabase;
  /** Told of each provider, for whoever explains what it does. */
  readonly onCreated?: (provider: ObservedProvider) => void;
}

interface ProviderOptions {
  readonly parts: ProviderParts;
  readonly taskRunner: SchedulerServiceTaskRunner;
  readonly targets: TargetRegistry;
  readonly reads?: CatalogReads;
  readonly scheduler?: SchedulerService;
  readonly events?: EventsService;
  readonly lifecycle?: LifecycleService;
}

/**
 * What the providers of one backend work with.
 *
 * @public
 */
export interface BitbucketServerEntityProviderOptions {
  /** Hears of runs, warnings and failures; each provider gets a child of it. */
  logger: LoggerService;
  /** When to sweep; wins over `scheduler`. */
  schedule?: SchedulerServiceTaskRunner;
  /** Sweeps as the configuration's `schedule` says. */
  scheduler?: SchedulerService;
  /** Makes the entities of a location; one Location entity by default. */
  parser?: BitbucketServerFileParser;
  /** Brings webhooks; without it there is nothing but the schedule. */
  events?: EventsService;
  /** What the catalog holds; without it and `auth` memory has to do. */
  catalogApi?: CatalogService;
  /** Gives the credentials with which the catalog is asked. */
  auth?: AuthService;
  /** Lets a shutdown end a run under way and wait for it. */
  lifecycle?: LifecycleService;
  /** Keeps what is remembered of each repository, for all replicas. */
  database?: DatabaseService;
}
