import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from './migrate';
import { databaseIds } from './testing/databaseIds';
import { MigratedDatabase } from './MigratedDatabase';

const databases = TestDatabases.create({ ids: databaseIds });

const FILES = 'bitbucket_server_files';
const MIGRATIONS = 'bitbucket_server_migrations';

function open(knex: Knex, options: { skip?: boolean } = {}) {
  const warnings: string[] = [];
  const database = new MigratedDatabase({
    database: {
      getClient: async () => knex,
      migrations: { skip: options.skip ?? false },
    },
    logger: { warn: message => warnings.push(message) },
    lockPatienceMs: 50,
    pauseMs: 5,
  });
  return { database, warnings };
}

/** A connection that may not do what the pattern names. */
function withoutRight(knex: Knex, { to: forbidden }: { to: RegExp }): Knex {
  knex.on('start', builder => {
    const queries = [builder.toSQL()].flat() as { sql: string }[];
    if (queries.some(({ sql }) => forbidden.test(sql))) {
      throw new Error('permission denied for schema catalog');
    }
  });
  return knex;
}

describe.each(databaseIds)('MigratedDatabase on %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(id);
  });

  it('makes the tables once, and asks for none where they are', async () => {
    const first = open(knex);
    const client = await first.database.client();
    expect(await client!.schema.hasTable(FILES)).toBe(true);

    const second = open(withoutRight(knex, { to: /create table/i }));
    expect(await second.database.client()).toBeDefined();
    expect([...first.warnings, ...second.warnings]).toEqual([]);
  });

  it('leaves the columns that replicas of before write during a deployment', async () => {
    await open(knex).database.client();
    const columns = await knex('bitbucket_server_providers').columnInfo();
    expect(Object.keys(columns)).toEqual(
      expect.arrayContaining(['started_at', 'ended_at', 'ending']),
    );
  });

  it('makes them where several replicas start at once', async () => {
    const replicas = Array.from({ length: 4 }, () => open(knex));
    const clients = await Promise.all(
      replicas.map(({ database }) => database.client()),
    );
    expect(clients).toEqual([knex, knex, knex, knex]);
    expect(replicas.flatMap(({ warnings }) => warnings)).toEqual([]);
    expect(await knex('bitbucket_server_revision')).toHaveLength(1);
  });

  it.each(Array.from({ length: 16 }, (_, index) => index + 1))(
    'makes them where another starts at statement %p of the first',
    async statement => {
      const [first, second] = [open(knex), open(knex)];
      let seen = 0;
      const hasStarted = new Promise<Knex | undefined>(resolve => {
        knex.on('query', () => {
          seen += 1;
          if (seen === statement) {
            resolve(second.database.client());
          }
        });
      });
      expect(await first.database.client()).toBe(knex);
      expect(await hasStarted).toBe(knex);
      expect([...first.warnings, ...second.warnings]).toEqual([]);
      expect(await knex(`${MIGRATIONS}_lock`)).toHaveLength(1);
    },
  );

  it('takes away the lock that a killed replica has left behind', async () => {
    await open(knex).database.client();
    await knex.migrate.rollback(
      { directory: 'migrations', tableName: MIGRATIONS },
      true,
    );
    await knex(`${MIGRATIONS}_lock`).update({ is_locked: 1 });
    const { database, warnings } = open(knex);
    expect(await database.client()).toBeDefined();
    expect(await knex.schema.hasTable(FILES)).toBe(true);
    expect(warnings).toEqual([]);
  });

  it('mends a lock that was made twice, which nobody could take', async () => {
    await open(knex).database.client();
    await knex.migrate.rollback(
      { directory: 'migrations', tableName: MIGRATIONS },
      true,
    );
    await knex(`${MIGRATIONS}_lock`).insert({ is_locked: 0 });
    const { database, warnings } = open(knex);
    expect(await database.client()).toBeDefined();
    expect(await knex(`${MIGRATIONS}_lock`)).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it('minds no such lock once the tables are there', async () => {
    await open(knex).database.client();
    await knex(`${MIGRATIONS}_lock`).update({ is_locked: 1 });
    const { database, warnings } = open(knex);
    expect(await database.client()).toBeDefined();
    expect(warnings).toEqual([]);
  });

  it('does without the tables where migrations are switched off, and warns once', async () => {
    const { database, warnings } = open(knex, { skip: true });
    expect(await database.client()).toBeUndefined();
    expect(await database.client()).toBeUndefined();
    expect(warnings).toEqual([
      expect.stringContaining('its migrations are switched off'),
    ]);
    expect(await knex.schema.hasTable(MIGRATIONS)).toBe(false);
  });

  it('uses the tables of others where migrations are switched off', async () => {
    await open(knex).database.client();
    const { database, warnings } = open(knex, { skip: true });
    expect(await database.client()).toBeDefined();
    expect(warnings).toEqual([]);
  });

  it('does without the tables where it may not make any, and warns once', async () => {
    const { database, warnings } = open(
      withoutRight(knex, { to: /create table/i }),
    );
    expect(await database.client()).toBeUndefined();
    expect(await database.client()).toBeUndefined();
    expect(warnings).toEqual([
      expect.stringContaining('permission denied for schema catalog'),
    ]);
  });

  it('does without the database where there is none', async () => {
    const warnings: string[] = [];
    const database = new MigratedDatabase({
      database: {
        getClient: async () => {
          throw new Error('connection refused');
        },
      },
      logger: { warn: message => warnings.push(message) },
    });
    expect(await database.client()).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining('connection refused')]);
  });

  it('runs beside tables that a newer release has made', async () => {
    await open(knex).database.client();
    await knex(MIGRATIONS).insert({ name: '29991231_future.js', batch: 2 });
    const { database, warnings } = open(knex);
    expect(await database.client()).toBeDefined();
    expect(warnings).toEqual([]);
  });
});

describe('MigratedDatabase on MySQL', () => {
  it('makes no table, and says once what that means', async () => {
    const knex = { client: { config: { client: 'mysql2' } } };
    const { database, warnings } = open(knex as unknown as Knex);
    expect(await database.client()).toBeUndefined();
    expect(await database.client()).toBeUndefined();
    expect(warnings).toEqual([
      expect.stringContaining("the catalog's database is mysql2"),
    ]);
  });
});
