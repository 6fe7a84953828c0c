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
import { BitbucketServerFileParser } from '../entities';
import { WebhookSubscriber } from '../events';
import { ProcessingErrors } from '../failing';
import { createProviderParts, ProviderParts } from './createProviderParts';
import { ProviderRuns } from './ProviderRuns';

/**
 * Discovers the catalog files of a Bitbucket Server and keeps the catalog in
 * step with them.
 *
 * @public
 */
export class BitbucketServerEntityProvider implements EntityProvider {
  readonly #parts: ProviderParts;
  readonly #runs: ProviderRuns;
  readonly #webhooks: WebhookSubscriber;
  readonly #errors: ProcessingErrors;

  /**
   * Creates a provider for each entry of `catalog.providers.bitbucketServer`.
   *
   * @remarks
   * Requests to one host share one budget among all providers of a call.
   * `schedule` wins over `scheduler` and the schedule of the configuration;
   * one of the two has to be there. Without `catalogApi` and `auth` a provider
   * only knows what it has itself seen since it was started. `lifecycle` lets
   * a shutdown end a run under way and wait for it. Throws where the
   * configuration cannot be used.
   */
  static fromConfig(
    config: Config,
    options: BitbucketServerEntityProviderOptions,
  ): BitbucketServerEntityProvider[];
  static fromConfig(
    config: Config,
    options: BitbucketServerEntityProviderOptions & { hosts?: Hosts },
  ): BitbucketServerEntityProvider[] {
    return createProviderParts(config, options).map(
      parts => new BitbucketServerEntityProvider(parts),
    );
  }

  private constructor(parts: ProviderParts) {
    this.#parts = parts;
    this.#runs = new ProviderRuns({
      ...parts,
      check: name => this.#webhooks.check(name),
    });
    this.#webhooks = new WebhookSubscriber({
      ...parts,
      connection: () => this.#runs.connection,
      isSweeping: () => this.#runs.isSweeping,
    });
    this.#errors = new ProcessingErrors(parts);
    parts.lifecycle?.addShutdownHook(async () => {
      this.#errors.stop();
      await Promise.all([this.#runs.stop(), this.#webhooks.stop()]);
    });
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.getProviderName} */
  getProviderName(): string {
    return this.#parts.providerName;
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.connect} */
  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#runs.connect(connection);
    const { taskRunner, events, logger, providerName } = this.#parts;
    if (events) {
      await this.#webhooks.subscribe(events);
      await this.#errors.subscribe(events);
    }
    await taskRunner.run({
      id: `${providerName}:refresh`,
      fn: async signal => this.#runs.run({ logger, signal }),
    });
  }

  /**
   * Sweeps once, now. Throws where the run fails, after logging why.
   */
  async refresh(logger: LoggerService): Promise<void> {
    await this.#runs.run({ logger });
  }
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
  /** Lets replicas know of each other's webhooks. */
  database?: DatabaseService;
}
