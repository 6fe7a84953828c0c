import { mockServices } from '@backstage/backend-test-utils';
import type { EventsService } from '@backstage/plugin-events-node';
import type { RecentChecks } from '../../src/events';
import { WebhookSubscriber } from '../../src/events';
import { createProviderParts } from '../../src/provider/createProviderParts';
import { ProviderRuns } from '../../src/provider/ProviderRuns';
import { driveTimers } from './driveTimers';
import type { ProviderRig } from './ProviderRig';

/**
 * Something that is held back, and whether it has come to that yet.
 *
 * @internal
 */
export interface Hold {
  isReached(): boolean;
  release(): void;
}

/**
 * The first provider of a rig in one replica of a backend: replicas share
 * server, catalog and the record of recent checks, and nothing else.
 *
 * @internal
 */
export class Replica {
  readonly events: EventsService = mockServices.events();
  readonly runs: ProviderRuns;
  readonly webhooks: WebhookSubscriber;
  readonly #rig: ProviderRig;
  #beforeMutation: () => Promise<void> = async () => {};

  constructor(options: { rig: ProviderRig; checks: RecentChecks }) {
    const { rig, checks } = options;
    this.#rig = rig;
    const [provider] = createProviderParts(rig.config, {
      logger: rig.log,
      schedule: { run: async () => {} },
      catalogApi: rig.catalog.createService(),
      auth: mockServices.auth(),
    });
    const parts = { ...provider!, checks };
    this.runs = new ProviderRuns({
      ...parts,
      check: name => this.webhooks.check(name),
    });
    this.webhooks = new WebhookSubscriber({
      ...parts,
      connection: () => this.runs.connection,
      isSweeping: () => this.runs.isSweeping,
    });
    const connection = rig.catalog.connectionOf(parts.providerName);
    this.runs.connect({
      ...connection,
      applyMutation: async mutation => {
        const wait = this.#beforeMutation;
        this.#beforeMutation = async () => {};
        await wait();
        await connection.applyMutation(mutation);
      },
    });
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
}
