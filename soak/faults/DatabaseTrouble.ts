import type { Knex } from '../../src/database/migrate';

/**
 * What a database refuses for a while.
 *
 * - `everything`: it is away
 * - `memory`: what is written to the tables of this module
 * - `mutations`: what a mutation writes to the catalog's
 */
export type DatabaseFault = 'everything' | 'memory' | 'mutations';

/** What ends a transaction ends it also where the database is away. */
const ENDS = /^\s*(rollback|commit|release)/i;

const REFUSED: Record<DatabaseFault, RegExp> = {
  everything: /./,
  memory: /^\s*(insert|update|delete)[^(]*\bbitbucket_server_/i,
  mutations: /^\s*(insert|delete)[^(]*\brefresh_state_references\b/i,
};

/** What stands in `prepare` of a connection to SQLite. */
interface Connection {
  prepare: (sql: string) => unknown;
}

/**
 * Has the catalog's database refuse statements, of the catalog itself and of
 * the providers alike.
 */
export class DatabaseTrouble {
  #fault?: DatabaseFault;
  #refused = 0;

  /** How many statements were refused. */
  get refused(): number {
    return this.#refused;
  }

  /** Stands between a database and whoever uses it from now on. */
  async attach(database: Knex): Promise<void> {
    const { client } = database;
    const connection: Connection = await client.acquireConnection();
    const prepare = connection.prepare.bind(connection);
    connection.prepare = sql => {
      this.#assertTaken(sql);
      return prepare(sql);
    };
    await client.releaseConnection(connection);
  }

  begin(fault: DatabaseFault): void {
    this.#fault = fault;
  }

  end(): void {
    this.#fault = undefined;
  }

  #assertTaken(sql: string): void {
    const fault = this.#fault;
    if (fault && !ENDS.test(sql) && REFUSED[fault].test(sql)) {
      this.#refused += 1;
      throw Object.assign(
        new Error(
          fault === 'mutations'
            ? 'deadlock detected'
            : 'Connection terminated unexpectedly',
        ),
        fault === 'mutations' && { code: '40P01' },
      );
    }
  }
}
