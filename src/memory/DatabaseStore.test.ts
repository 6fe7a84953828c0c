import { TestDatabases } from '@backstage/backend-test-utils';
import { MigratedDatabase } from '../database';
import { DatabaseStore } from './DatabaseStore';
import type { StoredEntity } from './MemoryStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('DatabaseStore', () => {
  const open = async () => {
    const knex = await databases.init('SQLITE_3');
    const database = new MigratedDatabase({
      database: { getClient: async () => knex },
      logger: { warn: message => expect(message).toBeUndefined() },
    });
    const client = await database.client();
    return new DatabaseStore({ client: client!, provider: 'main' });
  };

  it('keeps an error short, however many rows it was given', async () => {
    const store = await open();
    const malformed = Array.from({ length: 500 }, (_, index) => ({
      ...{ key: `id:${index}`, entityRef: 'component:default/antenna' },
      ...{ json: '{}', foundIn: 'orbit/antenna', timesRetold: 0 },
    })) as unknown as StoredEntity[];
    const change = store.change(({ entities }) => entities.put(malformed));
    const error = await change.then(undefined, (cause: Error) => cause);
    expect(error?.message).toMatch(/insert into .* NOT NULL constraint failed/s);
    expect(error?.message.length).toBeLessThan(1_000);
  });

  const row = {
    key: 'id:1',
    projectKey: 'ORBIT',
    repoSlug: 'antenna',
    revision: 1,
  };

  /** A change that the database refuses some times, half way through. */
  const refusedTimes = async (times: number, code: string) => {
    const store = await open();
    let attempts = 0;
    const change = store.change(async ({ rows }) => {
      attempts += 1;
      await rows.make([row]);
      if (attempts <= times) {
        throw Object.assign(new Error('refused'), { code });
      }
    });
    const outcome = await change.then(
      () => 'kept',
      (error: Error) => error.message,
    );
    const kept = await store.run(({ rows }) => rows.find(['id:1']));
    return { outcome, kept: kept.length, attempts };
  };

  it.each([
    'SQLITE_BUSY',
    'SQLITE_BUSY_SNAPSHOT',
    'SQLITE_LOCKED',
    '40001',
    '40P01',
  ])(
    'begins a change again that was refused for another one with %s',
    async code => {
      expect(await refusedTimes(2, code)).toEqual({
        outcome: 'kept',
        kept: 1,
        attempts: 3,
      });
    },
  );

  it('gives up a change that fails otherwise, and keeps nothing of it', async () => {
    expect(await refusedTimes(1, 'SQLITE_FULL')).toEqual({
      outcome: 'refused',
      kept: 0,
      attempts: 1,
    });
  });
});
