import { Knex } from '../database';
import { inChunks } from '../memory';

const TABLE = 'bitbucket_server_webhooks';
const KEY = ['provider', 'project_key_lower', 'hour_of_day'];

/** How many webhooks a project has sent in an hour. */
export interface HeardInHour {
  /** Its key in lower case. */
  readonly project: string;
  /** Counted from the epoch. */
  readonly hour: number;
  readonly heard: number;
}

export interface HeardOfProject {
  readonly project: string;
  readonly lastHour: number;
  readonly heard: number;
}

/**
 * Where the webhooks of one provider are counted: for a project each hour of
 * the day has a place, which is used again a day later. So nothing has to be
 * taken away, and a project that ever sent one stays known.
 */
export interface WebhookTable {
  add(heard: readonly HeardInHour[]): Promise<void>;
  /** All projects, and how many each has sent since an hour. */
  findProjects(options: { since: number }): Promise<HeardOfProject[]>;
}

/** The place of an hour. */
export function toHourOfDay(hour: number): number {
  return hour % 24;
}

/** What a place holds once something was added to it. */
export function addUp(
  before: HeardInHour | undefined,
  added: HeardInHour,
): HeardInHour {
  if (before?.hour === added.hour) {
    return { ...added, heard: before.heard + added.heard };
  }
  return before && before.hour > added.hour ? before : added;
}

/** Counts the webhooks of a provider for as long as the process lives. */
export class ProcessWebhookTable implements WebhookTable {
  /** By project, then by hour of the day. */
  readonly #projects = new Map<string, Map<number, HeardInHour>>();

  async add(heard: readonly HeardInHour[]): Promise<void> {
    for (const each of heard) {
      const hours =
        this.#projects.get(each.project) ?? new Map<number, HeardInHour>();
      this.#projects.set(each.project, hours);
      const place = toHourOfDay(each.hour);
      hours.set(place, addUp(hours.get(place), each));
    }
  }

  async findProjects({ since }: { since: number }): Promise<HeardOfProject[]> {
    return [...this.#projects].map(([project, places]) => {
      const hours = [...places.values()];
      return {
        project,
        lastHour: Math.max(...hours.map(({ hour }) => hour)),
        heard: hours
          .filter(({ hour }) => hour >= since)
          .reduce((sum, each) => sum + each.heard, 0),
      };
    });
  }
}

export class DatabaseWebhookTable implements WebhookTable {
  readonly #options: { client: Knex; provider: string };

  constructor(options: { client: Knex; provider: string }) {
    this.#options = options;
  }

  async add(heard: readonly HeardInHour[]): Promise<void> {
    const { client } = this.#options;
    for await (const chunk of inChunks([...heard].sort(byProject))) {
      await client(TABLE)
        .insert(chunk.map(each => this.#toColumns(each)))
        .onConflict(KEY)
        .merge({
          hour: client.raw('excluded.hour'),
          heard: client.raw(
            `excluded.heard + case when ${TABLE}.hour = excluded.hour then ${TABLE}.heard else 0 end`,
          ),
        });
    }
  }

  async findProjects({ since }: { since: number }): Promise<HeardOfProject[]> {
    const { client, provider } = this.#options;
    const rows: Found[] = await client(TABLE)
      .where({ provider })
      .groupBy('project_key_lower')
      .select('project_key_lower')
      .max({ last_hour: 'hour' })
      .select(
        client.raw('sum(case when hour >= ? then heard else 0 end) as heard', [
          since,
        ]),
      );
    return rows.map(row => ({
      project: row.project_key_lower,
      lastHour: Number(row.last_hour),
      heard: Number(row.heard),
    }));
  }

  #toColumns({ project, hour, heard }: HeardInHour) {
    return {
      provider: this.#options.provider,
      project_key_lower: project,
      hour_of_day: toHourOfDay(hour),
      hour,
      heard,
    };
  }
}

/** PostgreSQL gives sums as strings. */
interface Found {
  project_key_lower: string;
  last_hour: number;
  heard: number | string;
}

/** In the same order for everybody, so that no two wait for each other. */
function byProject(one: HeardInHour, other: HeardInHour): number {
  return one.project < other.project ? -1 : 1;
}
