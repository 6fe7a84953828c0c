import { TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseFault, DatabaseTrouble } from './DatabaseTrouble';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

async function createTroubled() {
  const database = await databases.init('SQLITE_3');
  for (const table of [
    'bitbucket_server_x',
    'refresh_state',
    'refresh_state_references',
  ]) {
    await database.schema.createTable(table, builder => builder.text('a'));
  }
  const trouble = new DatabaseTrouble();
  await trouble.attach(database);
  const takes = async (fault: DatabaseFault) => {
    trouble.begin(fault);
    const work = {
      read: () => database('refresh_state').select('a'),
      memory: () => database('bitbucket_server_x').insert({ a: 'x' }),
      state: () => database('refresh_state').insert({ a: 'x' }),
      mutation: () => database('refresh_state_references').insert({ a: 'x' }),
    };
    const taken: string[] = [];
    for (const [name, statement] of Object.entries(work)) {
      await statement().then(
        () => taken.push(name),
        () => {},
      );
    }
    trouble.end();
    return taken;
  };
  return { database, trouble, takes };
}

describe('DatabaseTrouble', () => {
  it('refuses everything, what is remembered, or mutations, and counts it', async () => {
    const { trouble, takes } = await createTroubled();
    expect(await takes('everything')).toEqual([]);
    expect(await takes('memory')).toEqual(['read', 'state', 'mutation']);
    expect(await takes('mutations')).toEqual(['read', 'memory', 'state']);
    expect(trouble.refused).toBe(6);
  });

  it('undoes the transaction that it comes in the middle of, and ends', async () => {
    const { database, trouble } = await createTroubled();
    const work = database.transaction(async transaction => {
      await transaction('refresh_state').insert({ a: 'x' });
      trouble.begin('everything');
      await transaction('refresh_state').insert({ a: 'y' });
    });
    await expect(work).rejects.toThrow('Connection terminated');
    trouble.end();
    expect(await database('refresh_state').select('a')).toEqual([]);
  });
});
