import { Knex } from '../database';
import { inChunks } from '../memory';
import {
  HeardInHour,
  HeardOfProject,
  toHourOfDay,
  WebhookTable,
} from './WebhookTable';

const TABLE = 'bitbucket_server_webhooks';
const KEY = ['provider', 'project_key_lower', 'hour_of_day'];

/** Counts the webhooks of a provider in the database. */
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
