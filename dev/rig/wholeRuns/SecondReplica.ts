import type { EventsService } from '@backstage/plugin-events-node';
import { MigratedDatabase } from '../../../src/database';
import { createEvents } from '../createEvents';
import { driveTimers } from '../driveTimers';
import type { ProviderRig } from '../ProviderRig';
import { Replica } from '../Replica';
import type { Sqlite } from '../useSqlite';

/**
 * Shares the database with the first replica of a world, and what that one is
 * configured with when both are started.
 */
export class SecondReplica {
  readonly #rig: ProviderRig;
  readonly #database: MigratedDatabase;
  #events = createEvents();
  #replica: Replica;

  constructor(options: { rig: ProviderRig; database: Sqlite }) {
    const { rig, database } = options;
    this.#rig = rig;
    this.#database = new MigratedDatabase({ database, logger: rig.log });
    this.#replica = this.#create();
  }

  /** What brings its webhooks. */
  get events(): EventsService {
    return this.#events;
  }

  get current(): Replica {
    return this.#replica;
  }

  /** Begins another process. */
  async start(): Promise<void> {
    this.#events = createEvents();
    this.#replica = this.#create();
    await this.#replica.webhooks.subscribe(this.#events);
  }

  /** Ends the process in good order. */
  async shutDown(): Promise<void> {
    const { runs, webhooks } = this.#replica;
    await driveTimers(Promise.all([runs.stop(), webhooks.stop()]));
  }

  #create(): Replica {
    return new Replica({ rig: this.#rig, database: this.#database });
  }
}
