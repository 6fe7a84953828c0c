import { MigratedDatabase } from '../database';
import {
  addUp,
  DatabaseWebhookTable,
  HeardInHour,
  ProcessWebhookTable,
  toHourOfDay,
  WebhookTable,
} from './WebhookTable';

const HOUR_MS = 60 * 60_000;

/** Of which webhooks a provider has heard, whatever replica has. */
export interface HeardWebhooks {
  /** In this hour and the 23 before it. */
  readonly inLastDay: number;
  /** When the hour of the last one began; undefined where there was none. */
  readonly lastAt?: number;
  /** The keys of all projects that ever sent one, in lower case. */
  readonly projectKeys: ReadonlySet<string>;
}

/**
 * Counts the webhooks of a provider by project: in the database, where all
 * replicas share it, or for as long as the process lives. Nobody waits for what
 * is written. What comes in meanwhile is written together, and what could not
 * be written goes with the next webhook.
 */
export class WebhookCounts {
  readonly #options: WebhookCountsOptions;
  readonly #inProcess = new ProcessWebhookTable();
  /** By project and hour of the day. */
  #waiting = new Map<string, HeardInHour>();
  #writing?: Promise<void>;

  constructor(options: WebhookCountsOptions) {
    this.#options = options;
  }

  /** Counts one that has come in now. Never throws. */
  note(projectKey: string): void {
    this.#add({
      project: projectKey.toLowerCase(),
      hour: toHour(Date.now()),
      heard: 1,
    });
    this.#writing ??= this.#write();
  }

  /** Resolves when all is written that can be. */
  async whenIdle(): Promise<void> {
    await this.#writing;
  }

  async read({ now }: { now: number }): Promise<HeardWebhooks> {
    const table = await this.#findTable();
    const projects = await table.findProjects({ since: toHour(now) - 23 });
    const lastHour = projects.reduce(
      (last, { lastHour: hour }) => Math.max(last, hour),
      -Infinity,
    );
    return {
      inLastDay: projects.reduce((sum, { heard }) => sum + heard, 0),
      lastAt: projects.length > 0 ? lastHour * HOUR_MS : undefined,
      projectKeys: new Set(projects.map(({ project }) => project)),
    };
  }

  async #write(): Promise<void> {
    while (this.#waiting.size > 0) {
      const heard = [...this.#waiting.values()];
      this.#waiting = new Map();
      try {
        const table = await this.#findTable();
        await table.add(heard);
      } catch (error) {
        heard.forEach(each => this.#add(each));
        this.#options.logger.debug(
          `How many webhooks came in could not be written, and is with the next one: ${error}`,
        );
        break;
      }
    }
    // With the last look at what waits, so that nothing comes in between.
    this.#writing = undefined;
  }

  #add(heard: HeardInHour): void {
    const place = `${heard.project}\n${toHourOfDay(heard.hour)}`;
    this.#waiting.set(place, addUp(this.#waiting.get(place), heard));
  }

  async #findTable(): Promise<WebhookTable> {
    const { database, providerName } = this.#options;
    const client = await database?.client();
    return client
      ? new DatabaseWebhookTable({ client, provider: providerName })
      : this.#inProcess;
  }
}

export interface WebhookCountsOptions {
  readonly providerName: string;
  readonly database?: MigratedDatabase;
  readonly logger: { debug(message: string): void };
}

/** The hour of a time, counted from the epoch. */
function toHour(ms: number): number {
  return Math.floor(ms / HOUR_MS);
}
