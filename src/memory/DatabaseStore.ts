import pRetry, { type Options } from 'p-retry';
import { type Knex, withShortErrors } from '../database';
import { DatabaseEntityTable } from './DatabaseEntityTable';
import { DatabaseRowTable } from './DatabaseRowTable';
import { DatabaseRunTable } from './DatabaseRunTable';
import { DatabaseStateTable } from './DatabaseStateTable';
import type { MemoryStore, MemoryTables, StoredRow } from './MemoryStore';

/** `serialization_failure` and `deadlock_detected` of PostgreSQL. */
const POSTGRES_CODES = ['40001', '40P01'];

const RETRY: Options = {
  retries: 5,
  minTimeout: 20,
  randomize: true,
  shouldRetry: ({ error }) => isConflict(error),
};

/** Keeps the memory of a provider in the database, where all replicas share it. */
export class DatabaseStore implements MemoryStore {
  readonly #options: { readonly client: Knex; readonly provider: string };

  constructor(options: { client: Knex; provider: string }) {
    this.#options = options;
  }

  pages(): AsyncIterable<readonly StoredRow[]> {
    return new DatabaseRowTable(this.#options).pages();
  }

  keysWithEntities(): AsyncIterable<readonly string[]> {
    return new DatabaseEntityTable(this.#options).keys();
  }

  async run<T>(work: (tables: MemoryTables) => Promise<T>): Promise<T> {
    const tables = this.#tablesOn(this.#options.client);
    return withShortErrors(() => pRetry(() => work(tables), RETRY));
  }

  async change<T>(work: (tables: MemoryTables) => Promise<T>): Promise<T> {
    const { client } = this.#options;
    const attempt = () =>
      client.transaction(transaction => work(this.#tablesOn(transaction)));
    return withShortErrors(() => pRetry(attempt, RETRY));
  }

  #tablesOn(client: Knex): MemoryTables {
    const options = { client, provider: this.#options.provider };
    return {
      state: new DatabaseStateTable(options),
      runs: new DatabaseRunTable(options),
      rows: new DatabaseRowTable(options),
      entities: new DatabaseEntityTable(options),
    };
  }
}

/** Whether a database refused a change only for the sake of another under way. */
function isConflict(error: Error): boolean {
  const { code } = error as { code?: unknown };
  return (
    typeof code === 'string' &&
    (POSTGRES_CODES.includes(code) ||
      code.startsWith('SQLITE_BUSY') ||
      code.startsWith('SQLITE_LOCKED'))
  );
}
