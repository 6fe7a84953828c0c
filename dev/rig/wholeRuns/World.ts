import type { RepositoryMemory } from '../../../src/memory';
import { driveTimers } from '../driveTimers';
import { passTime } from '../passTime';
import type { TestNetwork } from '../TestNetwork';
import type { Sqlite } from '../useSqlite';
import type { WebhookRig } from '../WebhookRig';
import { believeHashes } from './believeHashes';
import { ChangingServer } from './ChangingServer';
import { createWorldRig } from './createWorldRig';
import { findTruth, type Truth } from './findTruth';
import { LossWatch, type Wanted } from './LossWatch';
import { Moments } from './Moments';
import { SecondReplica } from './SecondReplica';
import { toHeld } from './toHeld';
import { toProviderOptions } from './toProviderOptions';
import { toWanted } from './toWanted';
import type {
  Change,
  Configuration,
  Delivery,
  Moment,
  Work,
  WorldOptions,
} from './types';

type WebhookWork = Extract<Work, { type: 'webhooks' }>;

/**
 * A server that changes, a provider in one replica or two, and a catalog that
 * is watched: nothing may go of it that is to be there all the time.
 */
export class World {
  readonly rig: WebhookRig;
  readonly server: ChangingServer;
  readonly watch = new LossWatch();
  /** Whether webhooks tell of all that is not in the catalog yet. */
  isAllInMail = true;
  readonly #database: Sqlite;
  readonly #second?: SecondReplica;
  readonly #moments = new Moments({
    happen: happens => this.#happen(happens),
  });
  #options: WorldOptions;
  #abort = new AbortController();
  #isDead = false;
  #refusals = 0;

  constructor(
    options: WorldOptions & { network: TestNetwork; database: Sqlite },
  ) {
    const { network, database } = options;
    this.#options = options;
    this.#database = database;
    this.rig = createWorldRig(options);
    this.server = new ChangingServer(this.rig);
    if (options.remembersIn === 'database') {
      this.#second = new SecondReplica({ rig: this.rig, database });
    }
    network.observe(() => this.#reach('request'));
    database.knex.on('start', () => this.#reach('statement'));
    const { catalog } = this.rig;
    catalog.beforeMutation = () => {
      this.#reach('mutation');
      this.#refusals -= 1;
      if (this.#refusals >= 0) {
        throw new Error('The catalog is away');
      }
    };
    catalog.afterMutation = () => this.watch.noteHeld(this.#held);
  }

  get options(): WorldOptions {
    return this.#options;
  }

  get truth(): Truth {
    return findTruth(this.rig.standIn, this.options);
  }

  /** What both replicas remember; undefined where it is the process's own. */
  get memory(): RepositoryMemory | undefined {
    return this.#second?.current.memory;
  }

  /** A first run, after which all is right. */
  async begin(): Promise<void> {
    await this.#second?.start();
    await this.memory?.readState();
    if (this.options.hashes === 'believed') {
      await believeHashes(this.#database, this.rig.standIn);
    }
    await this.rig.sweep();
    this.noteRight();
  }

  /** Notes that the catalog holds what it is to hold. */
  noteRight(): void {
    this.server.mail.length = 0;
    this.isAllInMail = true;
    this.watch.begin({ held: this.#held, wanted: this.#wanted });
  }

  change(change: Change): void {
    const isInMail = this.server.apply(change);
    this.isAllInMail &&= isInMail;
    this.watch.noteWanted(this.#wanted);
  }

  /** Does some work, in the middle of which things happen. */
  async do(work: Work, meanwhile: readonly Moment[]): Promise<void> {
    this.#abort = new AbortController();
    await this.#moments.during(meanwhile, () =>
      work.type === 'run' ? this.#run(work) : this.hear(work),
    );
    if (this.#isDead) {
      await this.rig.shutDown();
      this.#isDead = false;
      await this.restart();
    }
  }

  /** Has webhooks come in, and does what comes of them. */
  async hear({
    deliveries,
    pauseMs,
  }: Pick<WebhookWork, 'deliveries' | 'pauseMs'>): Promise<void> {
    for (const delivery of deliveries) {
      await this.#deliver(delivery);
      await passTime(pauseMs);
    }
    await passTime(30_000);
  }

  refuse({ times }: { times: number }): void {
    this.#refusals = times;
  }

  /** Ends the first process in good order, and begins another. */
  async restart(): Promise<void> {
    await this.rig.shutDown();
    await this.#start();
  }

  /** Ends all processes, and begins others with another configuration. */
  async configure(configuration: Configuration): Promise<void> {
    await this.#second?.shutDown();
    await this.rig.shutDown();
    const { entities } = this.options;
    this.#options = { ...this.options, ...configuration };
    this.isAllInMail = false;
    if (entities === configuration.entities) {
      this.watch.noteWanted(this.#wanted);
    } else {
      this.watch.begin({ held: this.#held, wanted: [] });
    }
    this.rig.configure(toProviderOptions(this.options));
    await this.#second?.start();
    await this.#start();
  }

  async #start(): Promise<void> {
    await this.rig.start();
    if (!this.#second) {
      this.isAllInMail = false;
      if (this.options.entities === 'Components') {
        // Nobody knows any longer who makes the same as another.
        this.watch.stop();
      }
    }
  }

  get #held(): string[] {
    return toHeld(this.rig.catalog.targets, this.options);
  }

  get #wanted(): Wanted[] {
    return toWanted(this.truth, this.options);
  }

  async #run({ by }: Work & { type: 'run' }): Promise<void> {
    const { log: logger } = this.rig;
    const { signal } = this.#abort;
    const second = by === 'first' ? undefined : this.#second?.current;
    const running = second?.runs.run({ logger, signal }).catch(() => {});
    if (!second || by === 'both') {
      await this.rig.sweep({ signal });
    }
    await driveTimers(Promise.resolve(running));
  }

  async #deliver({ which, to }: Delivery): Promise<void> {
    const { mail } = this.server;
    const [webhook] = mail.splice(which % mail.length, 1);
    const second = to === 'second' ? this.#second : undefined;
    const { events } = second ?? this.rig;
    if (webhook) {
      await events.publish({
        topic: `bitbucketServer.${webhook.eventType}`,
        eventPayload: webhook.body,
      });
    }
  }

  #reach(place: Moment['before']): void {
    this.#moments.reach(place);
    if (this.#isDead) {
      throw new Error('Nobody is there any longer');
    }
  }

  #happen(happens: Moment['happens']): void {
    switch (happens.type) {
      case 'deliver':
        void this.#deliver(happens);
        break;
      case 'abort':
        this.#abort.abort(new Error('The run is aborted'));
        break;
      case 'kill':
        // What webhooks have told of is lost with it, which runs make up for.
        this.#isDead = this.options.rechecks === 'always';
        break;
      default:
        this.change(happens);
    }
  }
}
