import { DatabaseService } from '@backstage/backend-plugin-api';
import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { DatabaseRecentChecks } from './DatabaseRecentChecks';
import { MemoryRecentChecks } from './MemoryRecentChecks';
import type { RecentChecks } from './RecentChecks';

const antenna = { projectKey: 'ORBIT', repoSlug: 'antenna' };
const dish = { projectKey: 'ORBIT', repoSlug: 'dish' };
const notes = { projectKey: '~noor', repoSlug: 'notes' };

const DAY_MS = 24 * 60 * 60_000;

const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

/** PostgreSQL as well, where that variable leads to one. */
const databaseIds: TestDatabaseId[] = process.env[POSTGRES]
  ? ['SQLITE_3', 'POSTGRES_15']
  : ['SQLITE_3'];
const databases = TestDatabases.create({ ids: databaseIds });

const createDatabase = async (id: TestDatabaseId): Promise<DatabaseService> =>
  mockServices.database({ knex: await databases.init(id) });

const providerName = 'bitbucketServer-provider:main';

describe.each<[string, () => Promise<RecentChecks>]>([
  ['MemoryRecentChecks', async () => new MemoryRecentChecks()],
  ...databaseIds.map(
    (id): [string, () => Promise<RecentChecks>] => [
      `DatabaseRecentChecks on ${id}`,
      async () =>
        new DatabaseRecentChecks({
          database: await createDatabase(id),
          providerName,
        }),
    ],
  ),
])('%s', (_, create) => {
  let checks: RecentChecks;

  beforeEach(async () => {
    checks = await create();
  });

  it('holds nothing at first', async () => {
    const start = await checks.position();

    expect(await checks.since(start)).toEqual({ names: [], position: start });
  });

  it('gives what was noted since a position, and nothing older', async () => {
    await checks.note(antenna);
    const start = await checks.position();
    await checks.note(dish);
    await checks.note(notes);

    const { names } = await checks.since(start);

    expect(names).toHaveLength(2);
    expect(names).toEqual(expect.arrayContaining([dish, notes]));
  });

  it('gives a repository once, by the name that was noted last', async () => {
    const start = await checks.position();
    await checks.note({ projectKey: 'orbit', repoSlug: 'ANTENNA' });
    await checks.note(antenna);

    expect((await checks.since(start)).names).toEqual([antenna]);
  });

  it('gives nothing twice to one who goes on from the new position', async () => {
    const start = await checks.position();
    await checks.note(antenna);
    const { position } = await checks.since(start);
    expect(position).toBe(await checks.position());
    expect((await checks.since(position)).names).toEqual([]);

    await checks.note(antenna);

    expect((await checks.since(position)).names).toEqual([antenna]);
  });

  it('notes what comes in at the same time', async () => {
    const start = await checks.position();
    await Promise.all([antenna, dish, notes].map(name => checks.note(name)));

    expect((await checks.since(start)).names).toHaveLength(3);
  });
});

describe('MemoryRecentChecks', () => {
  it('holds the last hundred thousand repositories', async () => {
    const checks = new MemoryRecentChecks();
    await checks.note(antenna);
    for (let index = 0; index < 100_000; index += 1) {
      await checks.note({ projectKey: 'MANY', repoSlug: `r${index}` });
    }

    const { names } = await checks.since(0);

    expect(names).toHaveLength(100_000);
    expect(names).not.toContainEqual(antenna);
  });
});

describe.each(databaseIds)('DatabaseRecentChecks on %s', id => {
  it('gives what another replica has noted', async () => {
    const database = await createDatabase(id);
    const here = new DatabaseRecentChecks({ database, providerName });
    const there = new DatabaseRecentChecks({ database, providerName });
    const start = await here.position();
    await there.note(antenna);

    expect((await here.since(start)).names).toEqual([antenna]);
  });

  it('gives nothing of another provider', async () => {
    const database = await createDatabase(id);
    const other = new DatabaseRecentChecks({ database, providerName: 'other' });
    const own = new DatabaseRecentChecks({ database, providerName });
    const start = await own.position();
    await other.note(antenna);

    expect((await own.since(start)).names).toEqual([]);
  });

  it('makes its table once where many begin at the same time', async () => {
    const database = await createDatabase(id);
    const replicas = Array.from(
      { length: 5 },
      () => new DatabaseRecentChecks({ database, providerName }),
    );
    await Promise.all(replicas.map(replica => replica.note(antenna)));

    expect(await replicas[0]?.position()).toBe(5);
  });

  it('passes over nothing while replicas write and one reads on and on', async () => {
    const database = await createDatabase(id);
    const replicas = Array.from(
      { length: 6 },
      () => new DatabaseRecentChecks({ database, providerName }),
    );
    const reader = new DatabaseRecentChecks({ database, providerName });
    const seen = new Set<string>();
    let position = await reader.position();
    const read = async () => {
      const found = await reader.since(position);
      position = found.position;
      found.names.forEach(({ repoSlug }) => seen.add(repoSlug));
    };
    let isWriting = true;
    const reading = (async () => {
      while (isWriting) {
        await read();
      }
    })();

    await Promise.all(
      replicas.map(async (replica, writer) => {
        for (let index = 0; index < 50; index += 1) {
          const repoSlug = `r${writer}-${index}`;
          await replica.note({ projectKey: 'ORBIT', repoSlug });
        }
      }),
    );
    isWriting = false;
    await reading;
    await read();

    expect(seen.size).toBe(300);
  });

  it('forgets what is older than a day, and counts on', async () => {
    const database = await createDatabase(id);
    const checks = new DatabaseRecentChecks({ database, providerName });
    const now = jest.spyOn(Date, 'now').mockReturnValue(DAY_MS);
    await checks.note(antenna);
    await checks.note(dish);
    now.mockReturnValue(3 * DAY_MS);
    await checks.note(notes);
    now.mockRestore();

    expect((await checks.since(0)).names).toEqual([notes]);
    expect(await checks.position()).toBe(3);
  });

  it('tries again where the database was not there at first', async () => {
    const database = await createDatabase(id);
    const getClient = jest
      .fn(database.getClient)
      .mockRejectedValueOnce(new Error('the database is starting'));
    const checks = new DatabaseRecentChecks({
      database: { ...database, getClient },
      providerName,
    });
    await expect(checks.note(antenna)).rejects.toThrow('is starting');

    await checks.note(antenna);

    expect((await checks.since(0)).names).toEqual([antenna]);
  });

  it('goes on in memory, with a warning, where its table can neither be found nor be made', async () => {
    const knex = await databases.init(id);
    const createTable = jest.fn().mockRejectedValue(new Error('disk full'));
    const hasTable = jest.fn().mockResolvedValue(false);
    const client = Object.assign(() => knex, {
      schema: { hasTable, createTable },
    });
    const warn = jest.fn();
    const checks = new DatabaseRecentChecks({
      database: { getClient: async () => client as unknown as typeof knex },
      providerName,
      logger: { warn },
    });
    const before = await checks.position();

    await checks.note(antenna);

    expect((await checks.since(before)).names).toEqual([antenna]);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('disk full')]]);
  });
});
