import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { hasAllTables, type Knex, migrate } from './migrate';

/** Making the tables takes far less than a second. */
const LOCK_PATIENCE_MS = 10_000;
const PAUSE_MS = 500;

/** The catalog's database with this package's tables, or that there are none to be had. */
export class MigratedDatabase {
  readonly #options: MigratedDatabaseOptions;
  #connected?: Promise<Knex | undefined>;

  constructor(options: MigratedDatabaseOptions) {
    this.#options = options;
  }

  /** Undefined where the tables cannot be had, which is warned about once; never throws. */
  async client(): Promise<Knex | undefined> {
    this.#connected ??= this.#connect().catch(error => {
      this.#options.logger.warn(
        `The tables of this module could not be made in the catalog's database: ${error}. ${CONSEQUENCE} Allow the catalog to make tables, and start the backend again`,
      );
      return undefined;
    });
    return this.#connected;
  }

  async #connect(): Promise<Knex | undefined> {
    const { database, logger } = this.#options;
    const client = await database.getClient();
    const kind = String(client.client.config.client);
    if (/mysql/i.test(kind)) {
      logger.warn(
        `The tables of this module are for PostgreSQL and SQLite, and the catalog's database is ${kind}. Each process remembers by itself, and forgets with its end`,
      );
      return undefined;
    }
    if (await hasAllTables(client)) {
      return client;
    }
    if (database.migrations?.skip) {
      logger.warn(
        `The tables of this module are not all in the catalog's database, and its migrations are switched off. ${CONSEQUENCE} Start one backend with migrations switched on`,
      );
      return undefined;
    }
    await migrate(client, {
      lockPatienceMs: LOCK_PATIENCE_MS,
      pauseMs: PAUSE_MS,
      ...this.#options,
    });
    return client;
  }
}

const CONSEQUENCE =
  'Until then each process remembers by itself, and forgets with its end.';

export interface MigratedDatabaseOptions {
  readonly database: DatabaseService;
  readonly logger: { warn(message: string): void };
  /** How long another's lock is respected. */
  readonly lockPatienceMs?: number;
  /** Between two looks at that lock, or two attempts. */
  readonly pauseMs?: number;
}

/** Shared by all of a backend: two that make the tables would be in each other's way. */
export const migratedDatabaseServiceRef = createServiceRef<MigratedDatabase>({
  id: 'bitbucket-server.database',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { database: coreServices.database, logger: coreServices.logger },
      factory: services => new MigratedDatabase(services),
    }),
});
