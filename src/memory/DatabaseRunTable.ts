import type { Knex } from '../database';
import type { RunTable, StoredRun } from './MemoryStore';

const TABLE = 'bitbucket_server_runs';

/** A row of the table. PostgreSQL gives big integers as strings. */
interface Columns {
  provider: string;
  number: number | string;
  started_at: number | string;
  ended_at: number | string | null;
  ending: StoredRun['ending'];
  reason: string | null;
  looks: number | null;
  unknown: number | null;
  requests: number | null;
}

export class DatabaseRunTable implements RunTable {
  readonly #client: Knex;
  readonly #provider: string;

  constructor(options: { client: Knex; provider: string }) {
    this.#client = options.client;
    this.#provider = options.provider;
  }

  async findAll(): Promise<StoredRun[]> {
    const rows: Columns[] = await this.#own().orderBy('number', 'desc');
    return rows.map(toStoredRun);
  }

  async put(run: StoredRun): Promise<void> {
    await this.#client(TABLE)
      .insert({
        provider: this.#provider,
        number: run.number,
        started_at: run.startedAt,
        ended_at: run.endedAt ?? null,
        ending: run.ending,
        reason: run.reason ?? null,
        looks: run.looks ?? null,
        unknown: run.unknown ?? null,
        requests: run.requests ?? null,
      })
      .onConflict(['provider', 'number'])
      .merge();
  }

  async delete(numbers: readonly number[]): Promise<void> {
    await this.#own().whereIn('number', numbers).delete();
  }

  #own() {
    return this.#client<Columns>(TABLE).where('provider', this.#provider);
  }
}

function toStoredRun(columns: Columns): StoredRun {
  return {
    number: Number(columns.number),
    startedAt: Number(columns.started_at),
    endedAt: columns.ended_at === null ? undefined : Number(columns.ended_at),
    ending: columns.ending,
    reason: columns.reason ?? undefined,
    looks: columns.looks ?? undefined,
    unknown: columns.unknown ?? undefined,
    requests: columns.requests ?? undefined,
  };
}
