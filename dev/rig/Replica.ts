import { readProviderConfigs, toProviderName } from '../../src/config';
import type { MigratedDatabase } from '../../src/database';
import { type WebhookCounts, WebhookSubscriber } from '../../src/events';
import type { LeftOutMemory, RepositoryMemory } from '../../src/memory';
import { createProviderParts } from '../../src/provider/createProviderParts';
import { ProviderRuns } from '../../src/provider/ProviderRuns';
import { TargetRegistry } from '../../src/provider/TargetRegistry';
import type { Reconciler } from '../../src/reconcile';
import { createAuth } from './createAuth';
import { driveTimers } from './driveTimers';
import type { ProviderRig } from './ProviderRig';

/**
 * Something that is held back, and whether it has come to that yet.
 */
export interface Hold {
  isReached(): boolean;
  release(): void;
}

/**
 * The first provider of a rig in one replica of a backend: replicas share
 * server, catalog and the database, and nothing else. Without a database each
 * has a memory of its own.
 */
export class Replica {
  readonly runs: ProviderRuns;
  readonly reconciler: Reconciler;
  readonly webhooks: WebhookSubscriber;
  readonly webhookCounts: WebhookCounts;
  readonly memory: RepositoryMemory;
  readonly leftOut: LeftOutMemory;
  readonly #rig: ProviderRig;
  #beforeMutation: () => Promise<void> = async () => {};

  constructor(options: { rig: ProviderRig; database?: MigratedDatabase }) {
    const { rig, database } = options;
    this.#rig = rig;
    const [config] = readProviderConfigs(rig.config, { logger: rig.log });
    const host = rig.createHosts().get(config!.host);
    const provider = createProviderParts(config!, {
      rootConfig: rig.config,
      logger: rig.log,
      host,
      catalog: {
        catalog: rig.catalog.createService(),
        auth: createAuth(),
      },
      database,
      parser: rig.parser,
    });
    const telemetry = host.hostTelemetry.ofProvider(config!.id);
    const targets = new TargetRegistry();
    this.runs = new ProviderRuns({ provider, telemetry, targets });
    this.reconciler = provider.reconciler;
    this.memory = provider.memory;
    this.leftOut = provider.leftOut;
    this.webhookCounts = provider.webhookCounts;
    this.webhooks = new WebhookSubscriber({
      provider,
      telemetry,
      isFailing: () => false,
    });
    this.#connect(toProviderName(config!));
  }

  /** Sweeps once, and gives what that fails with. */
  async sweep(): Promise<unknown> {
    return driveTimers(
      this.runs.run({ logger: this.#rig.log }).catch(error => error),
    );
  }

  /** Holds the next mutation back. */
  holdMutation(): Hold {
    let isReached = false;
    let release = () => {};
    const released = new Promise<void>(resolve => {
      release = resolve;
    });
    this.#beforeMutation = () => {
      isReached = true;
      return released;
    };
    return { isReached: () => isReached, release };
  }

  #connect(providerName: string): void {
    const connection = this.#rig.catalog.connectionOf(providerName);
    this.reconciler.settler.teller.connect({
      ...connection,
      applyMutation: async mutation => {
        const wait = this.#beforeMutation;
        this.#beforeMutation = async () => {};
        await wait();
        await connection.applyMutation(mutation);
      },
    });
  }
}
