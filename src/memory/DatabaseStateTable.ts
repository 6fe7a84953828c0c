import type { Knex } from '../database';
import type { StateTable } from './MemoryStore';
import type { ProviderState } from './types';

const TABLE = 'bitbucket_server_providers';

/**
 * What a row is written with.
 */
interface Columns {
  provider: string;
  revision: number | string;
  complete_at: number | string | null;
  started_at: number | string | null;
  ended_at: number | string | null;
  ending: ProviderState['ending'] | null;
  listed_projects: number | null;
  server_repositories: number | null;
}

/**
 * How the runs of a provider have fared, and its revision, in the database.
 */
export class DatabaseStateTable implements StateTable {
  readonly #client: Knex;
  readonly #provider: string;

  constructor(options: { client: Knex; provider: string }) {
    this.#client = options.client;
    this.#provider = options.provider;
  }

  async read(): Promise<ProviderState & { revision: number }> {
    const row = await this.#client<Columns>(TABLE)
      .where('provider', this.#provider)
      .first();
    const at = (value: number | string | null | undefined) =>
      value == null ? undefined : Number(value);
    return {
      completeAt: at(row?.complete_at),
      startedAt: at(row?.started_at),
      endedAt: at(row?.ended_at),
      ending: row?.ending ?? undefined,
      listSizes: toListSizes(row),
      revision: Number(row?.revision ?? 0),
    };
  }

  async write(change: ProviderState): Promise<void> {
    const all = {
      complete_at: change.completeAt,
      started_at: change.startedAt,
      ended_at: change.endedAt,
      ending: change.ending,
      listed_projects: change.listSizes?.projects,
      server_repositories: change.listSizes?.repositories,
    };
    const given = Object.fromEntries(
      Object.entries(all).filter(([, value]) => value !== undefined),
    );
    if (Object.keys(given).length > 0) {
      await this.#client(TABLE)
        .insert({ provider: this.#provider, ...given })
        .onConflict('provider')
        .merge(given);
    }
  }

  async nextRevision(): Promise<number> {
    const [row] = await this.#client(TABLE)
      .insert({ provider: this.#provider, revision: 1 })
      .onConflict('provider')
      .merge({ revision: this.#client.raw('?? + 1', `${TABLE}.revision`) })
      .returning<{ revision: number | string }[]>('revision');
    return Number(row!.revision);
  }
}

function toListSizes(row: Columns | undefined): ProviderState['listSizes'] {
  return row?.listed_projects == null || row.server_repositories == null
    ? undefined
    : {
        projects: row.listed_projects,
        repositories: row.server_repositories,
      };
}
