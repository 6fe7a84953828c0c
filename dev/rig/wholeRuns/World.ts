import { MigratedDatabase } from '../../../src/database';
import type { RepositoryMemory } from '../../../src/memory';
import { createEvents } from '../createEvents';
import { driveTimers } from '../driveTimers';
import { passTime } from '../passTime';
import { Replica } from '../Replica';
import type { TestNetwork } from '../TestNetwork';
import type { Sqlite } from '../useSqlite';
import type { WebhookRig } from '../WebhookRig';
import { ChangingServer } from './ChangingServer';
import { createWorldRig } from './createWorldRig';
import { findTruth, type Truth } from './findTruth';
import { LossWatch, type Wanted } from './LossWatch';
import { Moments } from './Moments';
import type { Change, Delivery, Moment, Work, WorldOptions } from './types';

type WebhookWork = Extract<Work, { type: 'webhooks' }>;

/**
 * A server that changes, a provider in one replica or two, and a catalog that
 * is watched: nothing may go of it that is to be there all the time.
 */
export class World {
  readonly options: WorldOptions;
  readonly rig: WebhookRig;
  readonly server: ChangingServer;
  readonly watch = new LossWatch();
  /** Whether webhooks tell of all that is not in the catalog yet. */
  isAllInMail = true;
  readonly #database: Sqlite;
  /** Shares the database with the first replica. */
  readonly #second?: Replica;
  readonly #secondEvents = createEvents();
  readonly #moments = new Moments({
    happen: happens => this.#happen(happens),
  });
  #abort = new AbortController();
  #isDead = false;
  #refusals = 0;

  constructor(
    options: WorldOptions & { network: TestNetwork; database: Sqlite },
  ) {
    const { network, database } = options;
    this.options = options;
    this.#database = database;
    this.rig = createWorldRig(options);
    this.server = new ChangingServer(this.rig);
    if (options.remembersIn === 'database') {
      const { rig } = this;
      const tables = new MigratedDatabase({ database, logger: rig.log });
      this.#second = new Replica({ rig, database: tables });
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

  get truth(): Truth {
    return findTruth(this.rig.standIn, this.options);
  }

  /** What both replicas remember; undefined where it is the process's own. */
  get memory(): RepositoryMemory | undefined {
    return this.#second?.memory;
  }

  /** A first run, after which all is right. */
  async begin(): Promise<void> {
    await this.#second?.webhooks.subscribe(this.#secondEvents);
    await this.memory?.readState();
    if (this.options.hashes === 'believed') {
      await this.#believeHashes();
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
    const { targets } = this.rig.catalog;
    return this.options.entities === 'Components'
      ? targets.map(target => target.replace(/^.*\/repos\/(.*?)\/.*$/, '$1'))
      : targets;
  }

  /** A Component is its slug, wherever that is. */
  get #wanted(): Wanted[] {
    const { makers, targets } = this.truth;
    return this.options.entities === 'Components'
      ? makers.map(({ slug, id }) => ({ thing: slug, maker: id }))
      : targets.map(thing => ({ thing }));
  }

  async #believeHashes(): Promise<void> {
    const points = Array.from({ length: 20 }, (_, index) => `${index} moved`);
    await this.#database.knex('bitbucket_server_hosts').insert({
      host: new URL(this.rig.standIn.baseUrl).host,
      hash_trust: JSON.stringify({ points, suspicions: [] }),
    });
  }

  async #run({ by }: Work & { type: 'run' }): Promise<void> {
    const { log: logger } = this.rig;
    const { signal } = this.#abort;
    const second = by === 'first' ? undefined : this.#second;
    const running = second?.runs.run({ logger, signal }).catch(() => {});
    if (!second || by === 'both') {
      await this.rig.sweep({ signal });
    }
    await driveTimers(Promise.resolve(running));
  }

  async #deliver({ which, to }: Delivery): Promise<void> {
    const { mail } = this.server;
    const [webhook] = mail.splice(which % mail.length, 1);
    const isToSecond = to === 'second' && this.#second;
    const events = isToSecond ? this.#secondEvents : this.rig.events;
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
