import { TestDatabases } from '@backstage/backend-test-utils';
import { MigratedDatabase } from '../database';
import { databaseIds } from '../database/testing/databaseIds';
import { WebhookCounts } from './WebhookCounts';

const databases = TestDatabases.create({ ids: databaseIds });
const logger = { debug: jest.fn(), warn: jest.fn() };
const noon = Date.parse('2026-03-01T12:00:00Z');
const HOUR_MS = 60 * 60_000;

let now: number;
beforeEach(() => {
  now = noon + 20_000;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => {
  jest.restoreAllMocks();
});

async function createDatabase(id: (typeof databaseIds)[number]) {
  const knex = await databases.init(id);
  const database = new MigratedDatabase({
    database: { getClient: async () => knex },
    logger,
  });
  return { knex, database };
}

const places: [string, () => Promise<MigratedDatabase | undefined>][] = [
  ['the process', async () => undefined],
  ...databaseIds.map((id): (typeof places)[number] => [
    id,
    async () => (await createDatabase(id)).database,
  ]),
];

describe.each(places)('WebhookCounts in %s', (_, createPlace) => {
  let counts: WebhookCounts;
  let other: WebhookCounts;

  beforeEach(async () => {
    const database = await createPlace();
    const create = (providerName: string) =>
      new WebhookCounts({ providerName, database, logger });
    counts = create('main');
    other = create('other');
  });

  async function note(...projectKeys: string[]): Promise<void> {
    projectKeys.forEach(projectKey => counts.note(projectKey));
    await counts.whenIdle();
  }

  it('are of none before the first one', async () => {
    expect(await counts.read({ now })).toEqual({
      ...{ inLastDay: 0, lastAt: undefined, projectKeys: new Set() },
    });
  });

  it('are by provider, and of projects in lower case', async () => {
    await note('PLAT', 'plat', '~Ada');
    await note('PLAT');
    expect(await counts.read({ now })).toEqual({
      ...{ inLastDay: 4, lastAt: noon },
      projectKeys: new Set(['plat', '~ada']),
    });
    expect((await other.read({ now })).inLastDay).toBe(0);
  });

  it('are of this hour and the 23 before it', async () => {
    await note('PLAT', 'PLAT');
    now += 23 * HOUR_MS;
    await note('PLAT');
    expect((await counts.read({ now })).inLastDay).toBe(3);
    now += HOUR_MS;
    expect((await counts.read({ now })).inLastDay).toBe(1);
  });

  it('begin anew in the same hour of the next day', async () => {
    await note('PLAT', 'PLAT');
    now += 24 * HOUR_MS;
    await note('PLAT');
    await note('PLAT', 'PLAT');
    const { inLastDay, lastAt } = await counts.read({ now });
    expect({ inLastDay, lastAt }).toEqual({
      ...{ inLastDay: 3, lastAt: noon + 24 * HOUR_MS },
    });
  });

  it('know a project for good that has ever sent one, and when that was', async () => {
    await note('DOCS');
    now += 1_000 * HOUR_MS;
    expect(await counts.read({ now })).toEqual({
      ...{ inLastDay: 0, lastAt: noon, projectKeys: new Set(['docs']) },
    });
  });
});

describe.each(databaseIds)('WebhookCounts of replicas on %s', id => {
  it('add up, in a table that holds no more than 24 rows of a project', async () => {
    const { knex, database } = await createDatabase(id);
    const replicas = [1, 2].map(
      () => new WebhookCounts({ providerName: 'main', database, logger }),
    );
    for (let hour = 0; hour < 60; hour += 1) {
      for (const counts of replicas) {
        ['A', 'B'].forEach(key => counts.note(key));
      }
      await Promise.all(replicas.map(counts => counts.whenIdle()));
      now += HOUR_MS;
    }
    expect(await knex('bitbucket_server_webhooks')).toHaveLength(48);
    now -= HOUR_MS;
    expect((await replicas[0]!.read({ now })).inLastDay).toBe(24 * 2 * 2);
  });
});

describe('WebhookCounts while the database is away', () => {
  it('hold nobody up, and write with the next one what could not be written', async () => {
    const { knex, database } = await createDatabase('SQLITE_3');
    const counts = new WebhookCounts({ providerName: 'main', database, logger });
    const away = jest
      .spyOn(knex.client, 'acquireConnection')
      .mockRejectedValue(new Error('connection refused'));
    counts.note('PLAT');
    await counts.whenIdle();
    now += 24 * HOUR_MS;
    counts.note('PLAT');
    counts.note('DOCS');
    await counts.whenIdle();
    away.mockRestore();

    counts.note('PLAT');
    await counts.whenIdle();
    const { inLastDay, projectKeys } = await counts.read({ now });
    expect(inLastDay).toBe(3);
    expect(projectKeys).toEqual(new Set(['plat', 'docs']));
  });

  it('write together what comes in while nothing is answered', async () => {
    const { knex, database } = await createDatabase('SQLITE_3');
    await database.client();
    const counts = new WebhookCounts({ providerName: 'main', database, logger });
    const statements: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
    for (let sent = 0; sent < 1_000; sent += 1) {
      counts.note(`P${sent % 3}`);
    }
    await counts.whenIdle();
    expect(statements.length).toBeLessThanOrEqual(2);
    expect((await counts.read({ now })).inLastDay).toBe(1_000);
  });
});
