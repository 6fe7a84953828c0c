import createKnex from 'knex';
import { withShortErrors } from './withShortErrors';

describe('withShortErrors', () => {
  it('keeps what a statement is about and why it failed, and not all its values', async () => {
    const knex = createKnex({
      client: 'better-sqlite3',
      connection: { filename: ':memory:' },
      useNullAsDefault: true,
    });
    await knex.raw('create table rows (text text not null unique)');
    const rows = Array.from({ length: 100 }, () => ({ text: 'x'.repeat(99) }));
    const failed = withShortErrors(async () => knex('rows').insert(rows));
    const error = await failed.catch((cause: Error) => cause);
    const { message } = error as Error;
    expect(message).toMatch(/^insert into `rows` .* - UNIQUE constraint failed/);
    expect(message.length).toBeLessThan(1_000);
    expect(error).toHaveProperty('code', 'SQLITE_CONSTRAINT_UNIQUE');
    await knex.destroy();
  });

  it('leaves a short message as it is', async () => {
    const cause = new Error('the database is away');
    await expect(
      withShortErrors(() => Promise.reject(cause)),
    ).rejects.toBe(cause);
    expect(cause.message).toBe('the database is away');
  });

  it('gives what was done', async () => {
    expect(await withShortErrors(async () => 1)).toBe(1);
  });
});
