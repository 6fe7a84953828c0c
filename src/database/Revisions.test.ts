import { TestDatabases } from '@backstage/backend-test-utils';
import { LogLines } from '../../dev/rig/LogLines';
import { databaseIds } from './testing/databaseIds';
import { MigratedDatabase } from './MigratedDatabase';
import { Revisions } from './Revisions';

const databases = TestDatabases.create({ ids: databaseIds });

describe.each(databaseIds)('Revisions on %s', id => {
  async function create() {
    const knex = await databases.init(id);
    const database = { getClient: async () => knex };
    const logger = new LogLines();
    const client = await new MigratedDatabase({ database, logger }).client();
    return new Revisions({ client: client! });
  }

  it('stands where the last one that ended has left it', async () => {
    const revisions = await create();
    const before = await revisions.current();
    const ended = await revisions.next();
    expect(ended).toBe(before + 1);
    expect(await revisions.current()).toBe(ended);
  });

  it('gives no number twice, however many ask at once', async () => {
    const revisions = await create();
    const given = await Promise.all(
      Array.from({ length: 20 }, () => revisions.next()),
    );
    expect(new Set(given).size).toBe(20);
  });
});
