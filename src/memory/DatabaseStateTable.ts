import type { Knex } from '../database';
import type { StateTable, StoredState } from './MemoryStore';

const TABLE = 'bitbucket_server_providers';

interface Columns {
  provider: string;
  revision: number | string;
  complete_at: number | string | null;
  listed_projects: number | null;
  server_repositories: number | null;
}

export class DatabaseStateTable implements StateTable {
  readonly #client: Knex;
  readonly #provider: string;

  constructor(options: { client: Knex; provider: string }) {
    this.#client = options.client;
    this.#provider = options.provider;
  }

  async read(): Promise<StoredState> {
    const row = await this.#client<Columns>(TABLE)
      .where('provider', this.#provider)
      .first();
    return {
      completeAt:
        row?.complete_at == null ? undefined : Number(row.complete_at),
      listSizes: toListSizes(row),
      revision: Number(row?.revision ?? 0),
    };
  }

  async write(change: Omit<StoredState, 'revision'>): Promise<void> {
    const all = {
      complete_at: change.completeAt,
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

function toListSizes(row: Columns | undefined): StoredState['listSizes'] {
  return row?.listed_projects == null || row.server_repositories == null
    ? undefined
    : {
        projects: row.listed_projects,
        repositories: row.server_repositories,
      };
}
