import { useSqlite } from '../../dev/rig/useSqlite';
import { DatabaseFileRows } from './DatabaseFileRows';

const openSqlite = useSqlite();
const contentId = '1'.repeat(40);
const sight = { seenFrom: 1, seenUntil: 2, confirmedAt: 3 };

describe('DatabaseFileRows', () => {
  it.each<[string, (rows: DatabaseFileRows) => Promise<void>]>([
    ['forgets', rows => rows.forget({ askedBefore: 1 })],
    ['doubts', rows => rows.doubt('repository', { revision: 1 })],
    ['confirms', rows => rows.confirm([{ fileKey: 'a', contentId }], sight)],
  ])(
    'takes rows in one order where it %s many, so that no two replicas wait for each other',
    async (_, work) => {
      const { knex } = openSqlite();
      const statements: string[] = [];
      knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
      await work(new DatabaseFileRows({ client: knex }));
      expect(statements).toEqual([
        expect.stringMatching(/ in \(select .* order by `target_key` asc\)/),
      ]);
      await knex.destroy();
    },
  );
});
