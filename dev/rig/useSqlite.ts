import type { DatabaseService } from '@backstage/backend-plugin-api';
import createKnex, { Knex } from 'knex';
import { migrate } from '../../src/database/migrate';

/**
 * A database in the memory of the process, which one provider after the other
 * can be given.
 */
export type Sqlite = DatabaseService & { readonly knex: Knex };

/**
 * Makes the tables of this package once for the tests of a file, and gives
 * what opens a copy of them.
 *
 * @remarks
 * To make them takes files of the disk, for which the fake time of each test
 * would have to stand still.
 */
export function useSqlite(): () => Sqlite {
  let template: Buffer;
  beforeAll(async () => {
    const knex = connect(':memory:');
    await migrate(knex, { lockPatienceMs: 0, pauseMs: 0 });
    const connection = await knex.client.acquireConnection();
    template = connection.serialize();
    await knex.client.releaseConnection(connection);
    await knex.destroy();
  });
  return () => {
    // Where knex says a name, the driver takes a copy as well.
    const knex = connect(template as unknown as string);
    return { knex, getClient: async () => knex };
  };
}

function connect(filename: string): Knex {
  return createKnex({
    client: 'better-sqlite3',
    connection: { filename },
    pool: { min: 1, max: 1, idleTimeoutMillis: 2 ** 31 - 1 },
    useNullAsDefault: true,
  });
}
