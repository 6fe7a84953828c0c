import { MemoryModel } from '../../dev/standin/model/MemoryModel';
import { serveStandIn, ServedStandIn } from '../../dev/standin/serveStandIn';
import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import type { WebhookEvent } from '../../dev/standin/webhook/postWebhook';
import type { Change } from '../changes/types';
import { CountedFaults } from '../faults/CountedFaults';
import { isOutOfSight } from '../truth/isOutOfSight';
import { toTruth } from '../truth/toTruth';
import { TruthWatch } from '../truth/TruthWatch';
import type { Scope, Truth } from '../truth/types';
import { performChange } from '../webhooks/performChange';

/** Small, so that every list crosses a page. */
const PAGE_SIZE = 5;

/**
 * The server of a soak behind a real socket, with the truth of each provider.
 */
export class ServerWorld {
  readonly standIn: StandInBitbucket;
  readonly faults: CountedFaults;
  readonly #server: ServedStandIn;
  readonly #watches: ReadonlyMap<Scope, TruthWatch>;
  /** Which repository had a name last, by number. */
  readonly #formerly = new Map<string, number>();

  static async start(options: {
    scopes: readonly Scope[];
    token: string;
  }): Promise<ServerWorld> {
    const { scopes, token } = options;
    const model = new MemoryModel({ projects: [], repositories: [] });
    const standIn = new StandInBitbucket({
      model,
      baseUrl: 'http://127.0.0.1',
      credentials: { token },
      strictPageSize: PAGE_SIZE,
    });
    const faults = new CountedFaults();
    const server = await serveStandIn({ standIn, faults });
    standIn.moveTo(server.url);
    return new ServerWorld({ standIn, faults, server, scopes });
  }

  private constructor(options: {
    standIn: StandInBitbucket;
    faults: CountedFaults;
    server: ServedStandIn;
    scopes: readonly Scope[];
  }) {
    this.standIn = options.standIn;
    this.faults = options.faults;
    this.#server = options.server;
    this.#watches = new Map(
      options.scopes.map(scope => [scope, new TruthWatch()] as const),
    );
  }

  get url(): string {
    return this.#server.url;
  }

  get host(): string {
    return new URL(this.url).host;
  }

  get openSockets(): number {
    return this.#server.stats().openSockets;
  }

  /** Whether any request is under way. */
  get isBusy(): boolean {
    return this.#server.stats().inFlight > 0;
  }

  /** How many requests the log holds, without those with which the catalog reads files. */
  get requests(): number {
    const { requests } = this.standIn;
    return requests.filter(({ path }) => !path.includes('/raw/')).length;
  }

  /** Lets a change happen, and gives its webhooks. */
  perform(change: Change): WebhookEvent[] {
    this.#noteNames();
    const events = performChange(change, this);
    for (const [scope, watch] of this.#watches) {
      watch.note(this.truthOf(scope), {
        isOutOfSight: target => this.isOutOfSight(target, { scope }),
      });
    }
    return events;
  }

  #noteNames(): void {
    const { model } = this.standIn;
    for (const { key } of model.projects()) {
      for (const { slug, id } of model.repositoriesOf(key)) {
        this.#formerly.set(`${key}/${slug}`, id);
      }
    }
  }

  truthOf(scope: Scope): Truth {
    return toTruth(this.standIn.model, { scope, baseUrl: this.url });
  }

  watchOf(scope: Scope): TruthWatch {
    const watch = this.#watches.get(scope);
    if (!watch) {
      throw new Error(`Nobody watches the truth of ${scope.id}`);
    }
    return watch;
  }

  isOutOfSight(target: string, { scope }: { scope: Scope }): boolean {
    const formerly = this.#formerly;
    return isOutOfSight(target, {
      ...{ model: this.standIn.model, scope, formerly },
    });
  }

  async stop(): Promise<void> {
    await this.#server.close();
  }
}
