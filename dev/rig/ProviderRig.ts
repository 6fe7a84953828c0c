import type {
  DatabaseService,
  LifecycleService,
  SchedulerService,
  SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import { Config, ConfigReader } from '@backstage/config';
import type { EventsService } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import { BitbucketServerEntityProvider } from '../../src/provider/BitbucketServerEntityProvider';
import type { BitbucketServerFileParser } from '../../src/entities';
import { type DirectoryObserver, Hosts } from '../../src/bitbucket';
import { StandInFaults } from '../standin/faults/StandInFaults';
import type { FaultRule } from '../standin/faults/types';
import { StandInBitbucket } from '../standin/StandInBitbucket';
import type { StandInBitbucketOptions } from '../standin/StandInBitbucketOptions';
import { createAuth } from './createAuth';
import { driveTimers } from './driveTimers';
import { FakeCatalog } from './FakeCatalog';
import { LogLines } from './LogLines';
import type { TestNetwork } from './TestNetwork';

/** Where the server of a rig is. */
export const BASE_URL = 'https://git.example.com';
/** What a rig's server accepts, and its provider sends. */
export const TOKEN = 'secret-token';

const API_PATH = '/rest/api/1.0';

/**
 * What a rig is made from.
 */
export interface ProviderRigOptions {
  network: TestNetwork;
  standIn?: Partial<StandInBitbucketOptions>;
  rules?: FaultRule[];
  /** Beneath `catalog.providers.bitbucketServer`; `{ main: {} }` if left out. */
  providers?: JsonObject;
  /** Beneath the integration of the host. */
  integration?: JsonObject;
  /** Further integrations for Bitbucket Servers. */
  integrations?: JsonObject[];
  parser?: BitbucketServerFileParser;
  /** False leaves out what the catalog is read with. */
  readsCatalog?: false;
  /** Who hears of looks at the server. */
  looks?: DirectoryObserver;
  /** What brings webhooks. */
  events?: EventsService;
  /** Where replicas find each other's webhooks. */
  database?: DatabaseService;
  /** What a task is triggered with. */
  scheduler?: SchedulerService;
}

/**
 * One started provider: the task it has scheduled, to be run at will.
 */
export interface StartedProvider {
  provider: BitbucketServerEntityProvider;
  task: SchedulerServiceTaskInvocationDefinition;
}

/**
 * A provider between a stand-in Bitbucket and a fake catalog, with all lines
 * that it logs.
 */
export class ProviderRig {
  readonly standIn: StandInBitbucket;
  readonly faults: StandInFaults;
  readonly catalog = new FakeCatalog();
  readonly log = new LogLines();
  /** The most requests that were under way at once. */
  maxInFlight = 0;
  #options: ProviderRigOptions;
  #inFlight = 0;
  #started?: StartedProvider[];
  #shutdownHooks: (() => void | Promise<void>)[] = [];

  constructor(options: ProviderRigOptions) {
    this.#options = options;
    this.standIn = new StandInBitbucket({
      baseUrl: BASE_URL,
      credentials: { token: TOKEN },
      strictPageSize: 2,
      ...options.standIn,
    });
    this.faults = new StandInFaults({ rules: options.rules });
    options.network.add(this.standIn, {
      faults: this.faults,
      onFlight: change => {
        this.#inFlight += change;
        this.maxInFlight = Math.max(this.maxInFlight, this.#inFlight);
      },
    });
  }

  /** What makes entities of files, if not the provider itself. */
  get parser(): BitbucketServerFileParser | undefined {
    return this.#options.parser;
  }

  /** The paths of all requests below the API, without their queries. */
  get paths(): string[] {
    return this.urls.map(url => url.replace(/\?.*/, ''));
  }

  /** The paths of all requests below the API. */
  get urls(): string[] {
    return this.standIn.requests.map(({ path }) => path.replace(API_PATH, ''));
  }

  /** Forgets the requests, and the lines of the log. */
  forget(): void {
    this.standIn.log.clear();
    this.log.lines.length = 0;
  }

  /** Replaces all faults. */
  breakWith(...rules: FaultRule[]): void {
    this.faults.set({ rules });
  }

  /** What the providers are configured with. */
  get config(): Config {
    const { providers = { main: {} }, integration, integrations = [] } =
      this.#options;
    return new ConfigReader({
      integrations: {
        bitbucketServer: [
          {
            host: new URL(BASE_URL).host,
            apiBaseUrl: `${BASE_URL}${API_PATH}`,
            token: TOKEN,
            // Tests of other things count their requests.
            repositoryHashes: 'off',
            ...integration,
          },
          ...integrations,
        ],
      },
      catalog: {
        providers: {
          bitbucketServer: integrations.length
            ? Object.fromEntries(
                Object.entries(providers).map(([id, provider]) => [
                  id,
                  {
                    host: new URL(BASE_URL).host,
                    ...(provider as JsonObject),
                  },
                ]),
              )
            : providers,
        },
      },
    });
  }

  /** Changes what providers are started with from now on. */
  configure(options: Pick<ProviderRigOptions, 'providers' | 'parser'>): void {
    this.#options = { ...this.#options, ...options };
  }

  /** Starts all providers of the configuration, in place of those there are. */
  async start(): Promise<StartedProvider[]> {
    const tasks: SchedulerServiceTaskInvocationDefinition[] = [];
    this.#shutdownHooks = [];
    const started = BitbucketServerEntityProvider.fromConfig(this.config, {
      logger: this.log,
      schedule: {
        run: async task => {
          tasks.push(task);
        },
      },
      // What the module alone hands over.
      ...{ hosts: this.createHosts() },
      parser: this.#options.parser,
      events: this.#options.events,
      database: this.#options.database,
      scheduler: this.#options.scheduler,
      ...(this.#options.readsCatalog !== false && {
        catalogApi: this.catalog.createService(),
        auth: createAuth(),
      }),
      lifecycle: {
        addShutdownHook: (hook: () => void | Promise<void>) => {
          this.#shutdownHooks.push(hook);
        },
      } as LifecycleService,
    });
    for (const provider of started) {
      const name = provider.getProviderName();
      await provider.connect(this.catalog.connectionOf(name));
    }
    this.#started = started.map((provider, index) => ({
      provider,
      task: tasks[index]!,
    }));
    return this.#started;
  }

  /** The hosts of another process. */
  createHosts(): Hosts {
    const { looks, network } = this.#options;
    const hosts = new Hosts({
      config: this.config,
      transport: network.transport,
    });
    if (looks) {
      hosts.get(new URL(BASE_URL).host).api.content.looks.observe(looks);
    }
    return hosts;
  }

  /** Runs the task of each provider once, and gives what the first one fails with. */
  async sweep(options: { signal?: AbortSignal } = {}): Promise<unknown> {
    const started = this.#started ?? (await this.start());
    const { signal = new AbortController().signal } = options;
    const results = await driveTimers(
      Promise.allSettled(
        started.map(async ({ task }) => (task.fn as RunTask)(signal)),
      ),
    );
    const failed = results.find(({ status }) => status === 'rejected');
    return (failed as PromiseRejectedResult | undefined)?.reason;
  }

  /** Runs the task of each new provider over the same catalog, as another process does. */
  async sweepInNewProcess(): Promise<unknown> {
    await this.start();
    return this.sweep();
  }

  /** Ends the process in good order. */
  async shutDown(): Promise<void> {
    await driveTimers(this.beginShutDown());
  }

  /** The same, while somebody else lets time pass. */
  async beginShutDown(): Promise<void> {
    await Promise.all(this.#shutdownHooks.map(async hook => hook()));
  }
}

type RunTask = (signal: AbortSignal) => Promise<void>;
