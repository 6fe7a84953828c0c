import type { DatabaseService } from '@backstage/backend-plugin-api';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Where the migrations of this package are, and where it is noted which of
 * them were run.
 *
 * @remarks
 * The folder lies beside `src`, and in the published package beside `dist`. A
 * table that a newer release has made is no fault: an older one may be rolled
 * out again beside it.
 */
const migrationsConfig = {
  directory: path.resolve(__dirname, '../../migrations'),
  tableName: 'bitbucket_server_migrations',
  loadExtensions: ['.js'],
  disableMigrationsListValidation: true,
};

const { tableName } = migrationsConfig;
const LOCK_TABLE = `${tableName}_lock`;
const MAX_ATTEMPTS = 3;
/** Of the lock that replicas take, as PostgreSQL knows it. */
const LOCK_NUMBER = 79_902_026;

/**
 * Makes the tables of this package, unless they are there. Several replicas may
 * start at once, so that one finds the tables half made: it tries again. A
 * replica that was killed can leave its lock behind; that is taken away once
 * nothing has come of it for `lockPatienceMs`.
 */
export async function migrate(
  client: Knex,
  options: { lockPatienceMs: number; pauseMs: number },
): Promise<void> {
  const { lockPatienceMs, pauseMs } = options;
  await waitForLock(client, options);
  for (let attempts = 1; ; attempts += 1) {
    try {
      await inTurn(client, async () => {
        await mendLock(client);
        await client.migrate.latest(migrationsConfig);
      });
      return;
    } catch (error) {
      if (await hasAllTables(client)) {
        return;
      }
      if (attempts === MAX_ATTEMPTS) {
        throw error;
      }
      await sleep(pauseMs);
      await waitForLock(client, { lockPatienceMs, pauseMs });
    }
  }
}

/**
 * Does some work while no other replica does. Those that make knex's own lock
 * at the same time get several rows in it, which nobody can lock.
 */
async function inTurn(client: Knex, work: () => Promise<void>): Promise<void> {
  if (client.client.config.client !== 'pg') {
    await work();
    return;
  }
  await client.transaction(async transaction => {
    await transaction.raw('select pg_advisory_xact_lock(?)', [LOCK_NUMBER]);
    await work();
  });
}

/** Whether every migration was run, as far as can be seen without making anything. */
export async function hasAllTables(client: Knex): Promise<boolean> {
  if (!(await client.schema.hasTable(tableName))) {
    return false;
  }
  const [, pending] = await client.migrate.list(migrationsConfig);
  return pending.length === 0;
}

async function waitForLock(
  client: Knex,
  options: { lockPatienceMs: number; pauseMs: number },
): Promise<void> {
  const giveUpAt = performance.now() + options.lockPatienceMs;
  while (await isLocked(client)) {
    if (performance.now() >= giveUpAt) {
      await client.migrate.forceFreeMigrationsLock(migrationsConfig);
      return;
    }
    await sleep(options.pauseMs);
  }
}

/** Where it was made several times, one row of it stays. */
async function mendLock(client: Knex): Promise<void> {
  if (await client.schema.hasTable(LOCK_TABLE)) {
    const first = client(LOCK_TABLE).min('index');
    await client(LOCK_TABLE).whereNot('index', first).delete();
  }
}

async function isLocked(client: Knex): Promise<boolean> {
  if (!(await client.schema.hasTable(LOCK_TABLE))) {
    return false;
  }
  const row = await client(LOCK_TABLE).first('is_locked');
  return Number(row?.is_locked ?? 0) === 1;
}

/** A connection to the catalog's database, as Backstage hands it out. */
export type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;
