import type {
  LifecycleService,
  LoggerService,
  SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { BitbucketServerEntityProvider } from '../../src';
import type { RunningCatalog } from '../catalog/types';
import { toProviderName } from '../truth/toProviderName';
import type { Scope } from '../truth/types';
import type { EventRelay } from './EventRelay';
import { MutationObserver, ProcessConnection } from './ProcessConnection';

type RunTask = (signal: AbortSignal) => Promise<void>;

/**
 * What a process is started with.
 */
export interface ProviderProcessOptions {
  readonly catalog: RunningCatalog;
  readonly relay: EventRelay;
  readonly scopes: readonly Scope[];
  readonly config: JsonObject;
  readonly logger: LoggerService;
  readonly observe: (scope: Scope) => MutationObserver;
}

/**
 * The providers of one process: new ones know nothing of those before them
 * but what is in the catalog.
 */
export class ProviderProcess {
  readonly #options: ProviderProcessOptions;
  readonly #tasks = new Map<Scope, RunTask>();
  readonly #connections: ProcessConnection[] = [];
  readonly #shutdownHooks: (() => void | Promise<void>)[] = [];

  static async start(
    options: ProviderProcessOptions,
  ): Promise<ProviderProcess> {
    const started = new ProviderProcess(options);
    await started.#start();
    return started;
  }

  private constructor(options: ProviderProcessOptions) {
    this.#options = options;
  }

  /** Runs the task of one provider, as the scheduler does. */
  async sweep(
    scope: Scope,
    { signal }: { signal: AbortSignal },
  ): Promise<void> {
    const task = this.#tasks.get(scope);
    if (!task) {
      throw new Error(`No task was scheduled for ${scope.id}`);
    }
    await task(signal);
  }

  /** Ends in good order, as on SIGTERM. */
  async shutDown(): Promise<void> {
    await Promise.all(this.#shutdownHooks.map(async hook => hook()));
    this.kill();
  }

  /** Ends at once. What is still on its way reaches nobody. */
  kill(): void {
    this.#connections.forEach(connection => connection.cut());
    this.#options.relay.cut();
  }

  async #start(): Promise<void> {
    const { catalog, relay, scopes, config, logger } = this.#options;
    const tasks: SchedulerServiceTaskInvocationDefinition[] = [];
    const providers = BitbucketServerEntityProvider.fromConfig(
      new ConfigReader(config),
      {
        ...catalog,
        events: relay,
        logger,
        schedule: {
          run: async task => {
            tasks.push(task);
          },
        },
        lifecycle: {
          addShutdownHook: (hook: () => void | Promise<void>) => {
            this.#shutdownHooks.push(hook);
          },
        } as LifecycleService,
      },
    );
    for (const provider of providers) {
      await provider.connect(this.#connect(provider.getProviderName()));
    }
    for (const scope of scopes) {
      const id = `${toProviderName(scope)}:refresh`;
      const task = tasks.find(each => each.id === id);
      this.#tasks.set(scope, task?.fn as RunTask);
    }
  }

  #connect(providerName: string): ProcessConnection {
    const { catalog, scopes, observe } = this.#options;
    const scope = scopes.find(each => toProviderName(each) === providerName);
    if (!scope) {
      throw new Error(`There is no scope for ${providerName}`);
    }
    const connection = new ProcessConnection({
      connection: catalog.connectionOf(providerName),
      ...observe(scope),
    });
    this.#connections.push(connection);
    return connection;
  }
}
