import pRetry from 'p-retry';
import type { Knex } from '../database';
import { DatabaseEntityTable } from './DatabaseEntityTable';
import { DatabaseRowTable } from './DatabaseRowTable';
import { DatabaseStateTable } from './DatabaseStateTable';
import type { MemoryStore, MemoryTables, StoredRow } from './MemoryStore';
import { isConflict } from './isConflict';

const RETRIES = 5;
const MIN_PAUSE_MS = 20;

/**
 * Keeps the memory of a provider in the catalog's database, where all replicas
 * share it.
 */
export class DatabaseStore implements MemoryStore {
  readonly #options: { readonly client: Knex; readonly provider: string };

  constructor(options: { client: Knex; provider: string }) {
    this.#options = options;
  }

  pages(): AsyncIterable<readonly StoredRow[]> {
    return new DatabaseRowTable(this.#options).pages();
  }

  async read<T>(work: (tables: MemoryTables) => Promise<T>): Promise<T> {
    return work(this.#tablesOn(this.#options.client));
  }

  async change<T>(work: (tables: MemoryTables) => Promise<T>): Promise<T> {
    const { client } = this.#options;
    const attempt = () =>
      client.transaction(transaction => work(this.#tablesOn(transaction)));
    return pRetry(attempt, {
      retries: RETRIES,
      minTimeout: MIN_PAUSE_MS,
      randomize: true,
      shouldRetry: ({ error }) => isConflict(error),
    });
  }

  #tablesOn(client: Knex): MemoryTables {
    const options = { client, provider: this.#options.provider };
    return {
      state: new DatabaseStateTable(options),
      rows: new DatabaseRowTable(options),
      entities: new DatabaseEntityTable(options),
    };
  }
}
