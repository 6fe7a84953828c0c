import createKnex, { Knex } from 'knex';
import { RepositoryHashList } from '../../dev/standin/RepositoryHashList';
import { Chance } from '../random/Chance';
import { HashTurns } from './HashTurns';

const TABLE = 'bitbucket_server_hosts';
const points = Array.from({ length: 20 }, (_, index) => `id:${index} hash`);

let database: Knex;
beforeEach(async () => {
  database = createKnex({
    client: 'better-sqlite3',
    connection: { filename: ':memory:' },
    useNullAsDefault: true,
  });
  await database.schema.createTable(TABLE, table => {
    table.string('host');
    table.text('hash_trust');
  });
});
afterEach(() => database.destroy());

const create = () => {
  const hashes = new RepositoryHashList({ behaviour: 'frozen' });
  return { hashes, turns: new HashTurns({ hashes, database }) };
};

describe('HashTurns', () => {
  it('lets hashes be true when it settles, and says how long a late one takes', async () => {
    const { hashes, turns } = create();
    expect(await turns.settle()).toBeGreaterThanOrEqual(180_000);
    expect(hashes.behaviour).toBe('true');
  });

  it('draws every kind of hashes sooner or later, and none most of the time', async () => {
    const { turns } = create();
    const chance = new Chance({ seed: 1 });
    const drawn: string[] = [];
    for (let turn = 0; turn < 100; turn += 1) {
      drawn.push(JSON.stringify(await turns.turn(chance)) ?? 'none');
    }
    expect([...new Set(drawn)].sort()).toEqual([
      '"frozen"',
      '"missing"',
      '"true"',
      'none',
      '{"lateMs":180000}',
    ]);
    const none = drawn.filter(each => each === 'none');
    expect(none.length).toBeGreaterThan(50);
  });

  it('lets a miss and a refusal count no longer, and counts how often hashes were believed', async () => {
    const later = Date.now() + 60_000;
    const trust = { points, suspicions: [] };
    await database(TABLE).insert([
      { host: 'a', hash_trust: JSON.stringify(trust) },
      {
        host: 'b',
        hash_trust: JSON.stringify({
          ...trust,
          distrustedUntil: later,
          refusedUntil: later,
        }),
      },
    ]);
    const { turns } = create();
    await turns.settle();
    expect(turns.believed).toBe(1);
    const rows: { hash_trust: string }[] = await database(TABLE);
    expect(rows.map(row => JSON.parse(row.hash_trust))).toEqual([trust, trust]);
  });
});
