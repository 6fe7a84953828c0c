import type { DatabaseService } from '@backstage/backend-plugin-api';
import createKnex, { Knex } from 'knex';

/**
 * A database in the memory of the process, which one provider after the other
 * can be given.
 */
export function openSqlite(): DatabaseService & { readonly knex: Knex } {
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: { filename: ':memory:' },
    pool: { min: 1, max: 1, idleTimeoutMillis: 2 ** 31 - 1 },
    useNullAsDefault: true,
  });
  return { knex, getClient: async () => knex };
}
