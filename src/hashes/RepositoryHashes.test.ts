import { TestDatabases } from '@backstage/backend-test-utils';
import { LogLines } from '../../dev/rig/LogLines';
import type { BitbucketServerApi, RepositoryHash } from '../bitbucket';
import { DirectoryLooks } from '../bitbucket/DirectoryLooks';
import { MigratedDatabase } from '../database';
import { RepositoryHashes } from './RepositoryHashes';

/** A host whose list has so many rows, and counts how often it is read. */
function createHashes({
  rows,
  database,
  onReading,
}: {
  rows: number;
  database?: MigratedDatabase;
  onReading?: () => void;
}) {
  let readings = 0;
  const api = {
    host: 'git.example.com',
    content: { looks: new DirectoryLooks() },
    async *readRepositoryHashes(): AsyncGenerator<RepositoryHash[]> {
      readings += 1;
      onReading?.();
      yield Array.from({ length: rows }, (_, index) => ({
        id: index + 1,
        contentHash: 'a'.repeat(64),
        defaultBranch: 'main',
      }));
    },
  } as unknown as BitbucketServerApi;
  const hashes = new RepositoryHashes({ api, database });
  return {
    read: async (options: { reader: string; repositories: number }) =>
      hashes.read({
        ...options,
        context: { signal: new AbortController().signal },
        patienceMs: 1_000,
        logger: new LogLines(),
      }),
    countReadings: () => readings,
  };
}

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('RepositoryHashes', () => {
  it('gives one reading to all that read together, once to each', async () => {
    const { read, countReadings } = createHashes({ rows: 3 });
    const [one, other] = await Promise.all([
      read({ reader: 'one', repositories: 3 }),
      read({ reader: 'other', repositories: 3 }),
    ]);
    expect(one).toBe(other);
    expect(countReadings()).toBe(1);
    await read({ reader: 'one', repositories: 3 });
    expect(countReadings()).toBe(2);
  });

  it('reads a list once that takes more requests than there are repositories to look at', async () => {
    const { read, countReadings } = createHashes({ rows: 2_001 });
    expect(await read({ reader: 'few', repositories: 0 })).toBeDefined();
    expect(await read({ reader: 'few', repositories: 2 })).toBeUndefined();
    expect(countReadings()).toBe(1);
    expect(await read({ reader: 'few', repositories: 3 })).toBeDefined();
    expect(countReadings()).toBe(2);
  });

  it.each<[string, (goAway: () => void) => { onReading?: () => void }]>([
    [
      'before the list is read',
      goAway => {
        goAway();
        return {};
      },
    ],
    ['while it is read', goAway => ({ onReading: goAway })],
  ])(
    'takes a database that fails once, %s, for no refusal of the server',
    async (_, plan) => {
      const knex = await databases.init('SQLITE_3');
      let isAway = false;
      const connect = knex.client.acquireConnection;
      jest
        .spyOn(knex.client, 'acquireConnection')
        .mockImplementation(async () => {
          if (isAway) {
            isAway = false;
            throw new Error('connection refused');
          }
          return connect.call(knex.client);
        });
      const database = new MigratedDatabase({
        database: { getClient: async () => knex },
        logger: { warn: message => expect(message).toBeUndefined() },
      });
      await database.client();
      const { read, countReadings } = createHashes({
        ...plan(() => {
          isAway = true;
        }),
        ...{ rows: 3, database },
      });
      expect(await read({ reader: 'one', repositories: 3 })).toBeUndefined();
      const before = countReadings();
      await read({ reader: 'one', repositories: 3 });
      expect(countReadings()).toBe(before + 1);
    },
  );
});
