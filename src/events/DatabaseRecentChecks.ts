import { DatabaseService } from '@backstage/backend-plugin-api';
import { RepositoryName } from '../bitbucket';
import { toRepositoryId } from '../discovery';
import { MemoryRecentChecks } from './MemoryRecentChecks';
import type { RecentChecks } from './RecentChecks';

const TABLE = 'bitbucket_server_recent_checks';
/** Much longer than a sweep takes. */
const KEPT_MS = 24 * 60 * 60_000;

interface Row {
  id: number;
  provider_name: string;
  project_key: string;
  repo_slug: string;
  noted_at: number;
}

type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;

/**
 * Keeps the recent checks of all replicas, in a small table of the catalog's
 * database.
 *
 * @remarks
 * The order is that of the table's own numbers, so clocks need not agree.
 *
 * @internal
 */
export class DatabaseRecentChecks implements RecentChecks {
  readonly #options: DatabaseRecentChecksOptions;
  /** In place of a table that cannot be made. */
  readonly #memory = new MemoryRecentChecks();
  #connected?: Promise<Knex | undefined>;

  constructor(options: DatabaseRecentChecksOptions) {
    this.#options = options;
  }

  async note(name: RepositoryName): Promise<void> {
    const client = await this.#client();
    if (!client) {
      await this.#memory.note(name);
      return;
    }
    const now = Date.now();
    await insertInOrder(client, {
      provider_name: this.#options.providerName,
      project_key: name.projectKey,
      repo_slug: name.repoSlug,
      noted_at: now,
    });
    await client<Row>(TABLE)
      .where('noted_at', '<', now - KEPT_MS)
      .delete();
  }

  async position(): Promise<number> {
    const client = await this.#client();
    if (!client) {
      return this.#memory.position();
    }
    const last = await client<Row>(TABLE).orderBy('id', 'desc').first('id');
    return Number(last?.id ?? 0);
  }

  async since(
    position: number,
  ): Promise<{ names: RepositoryName[]; position: number }> {
    const client = await this.#client();
    if (!client) {
      return this.#memory.since(position);
    }
    const rows = await client<Row>(TABLE)
      .where('provider_name', this.#options.providerName)
      .where('id', '>', position)
      .orderBy('id');
    const names = new Map(
      rows
        .map(row => ({ projectKey: row.project_key, repoSlug: row.repo_slug }))
        .map(name => [toRepositoryId(name), name] as const),
    );
    return {
      names: [...names.values()],
      position: Number(rows.at(-1)?.id ?? position),
    };
  }

  async #client(): Promise<Knex | undefined> {
    this.#connected ??= this.#connect();
    try {
      return await this.#connected;
    } catch (error) {
      // The next one may have more luck.
      this.#connected = undefined;
      throw error;
    }
  }

  async #connect(): Promise<Knex | undefined> {
    const client = await this.#options.database.getClient();
    if (await client.schema.hasTable(TABLE)) {
      return client;
    }
    try {
      await client.schema.createTable(TABLE, table => {
        table.bigIncrements('id');
        table.string('provider_name').notNullable();
        table.string('project_key').notNullable();
        table.string('repo_slug').notNullable();
        table.bigInteger('noted_at').notNullable().index();
      });
    } catch (error) {
      // Another replica may have been faster.
      if (!(await client.schema.hasTable(TABLE))) {
        this.#options.logger?.warn(
          `The table ${TABLE} could not be made in the catalog's database, so that replicas do not hear of each other's webhooks before their next run: ${error}. Allow the catalog to make tables, or make this one yourself as docs/operations.md shows`,
        );
        return undefined;
      }
    }
    return client;
  }
}

/**
 * What {@link DatabaseRecentChecks} works with.
 *
 * @internal
 */
export interface DatabaseRecentChecksOptions {
  readonly database: DatabaseService;
  readonly providerName: string;
  /** Hears that the table cannot be made; nobody does where it is left out. */
  readonly logger?: { warn(message: string): void };
}

/**
 * PostgreSQL gives out a number before the row that has it can be seen, so
 * that a reader could pass over a lower number that shows up after a higher
 * one. SQLite has one writer at a time.
 */
async function insertInOrder(
  client: Knex,
  row: Omit<Row, 'id'>,
): Promise<void> {
  if (client.client.config.client !== 'pg') {
    await client<Row>(TABLE).insert(row);
    return;
  }
  await client.transaction(async transaction => {
    await transaction.raw('LOCK TABLE ?? IN EXCLUSIVE MODE', [TABLE]);
    await transaction<Row>(TABLE).insert(row);
  });
}
