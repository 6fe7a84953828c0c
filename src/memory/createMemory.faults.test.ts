import { TestDatabases } from '@backstage/backend-test-utils';
import { MigratedDatabase } from '../database';
import { createMemory } from './createMemory';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const antenna = { key: 'id:1', projectKey: 'ORBIT', repoSlug: 'antenna' };
const asker = { asker: 'mine' };

describe('createMemory', () => {
  const open = async (migrations?: { skip: boolean }) => {
    const knex = await databases.init('SQLITE_3');
    const warnings: string[] = [];
    const database = new MigratedDatabase({
      database: { getClient: async () => knex, migrations },
      logger: { warn: message => warnings.push(message) },
    });
    const create = (providerName: string) =>
      createMemory({ providerName, database });
    return { knex, warnings, create };
  };

  it('remembers in the process where the tables cannot be had, with one warning for all providers', async () => {
    const { warnings, create } = await open({ skip: true });
    const main = create('bitbucketServer-provider:main');
    const other = create('bitbucketServer-provider:other');
    await Promise.all([
      main.bump([antenna], asker),
      other.bump([antenna], asker),
    ]);
    await main.forget(['id:1']);

    expect(await main.findByNames([antenna])).toEqual([]);
    expect(await other.findByNames([antenna])).toHaveLength(1);
    expect(warnings).toHaveLength(1);
  });

  it('remembers beyond the process where there are tables', async () => {
    const { create } = await open();
    await create('bitbucketServer-provider:main').bump([antenna], asker);

    const next = create('bitbucketServer-provider:main');
    expect(await next.findByNames([antenna])).toHaveLength(1);
  });

  it('rejects while the database is away, and goes on once it is back', async () => {
    const { knex, create } = await open();
    const memory = create('bitbucketServer-provider:main');
    await memory.bump([antenna], asker);
    const isAway = jest
      .spyOn(knex.client, 'acquireConnection')
      .mockRejectedValue(new Error('connection refused'));

    const look = { ...antenna, startedAt: 1, outcome: 'unknown' } as const;
    await expect(memory.revision()).rejects.toThrow('connection refused');
    await expect(memory.bump([antenna], asker)).rejects.toThrow(
      'connection refused',
    );
    await expect(
      memory.settle([{ ...look, reason: '503' }], asker),
    ).rejects.toThrow('connection refused');
    isAway.mockRestore();

    expect(await memory.findByNames([antenna])).toHaveLength(1);
    await memory.bump([antenna], asker);
    expect(await memory.settle([{ ...look, reason: '503' }], asker)).toEqual(
      new Set(),
    );
  });
});
