import { mockServices } from '@backstage/backend-test-utils';
import type { BitbucketServerApi, RepositoryHash } from '../bitbucket';
import { DirectoryLooks } from '../bitbucket/DirectoryLooks';
import { RepositoryHashes } from './RepositoryHashes';

/** A host whose list has so many rows, and counts how often it is read. */
function createHashes({ rows }: { rows: number }) {
  let readings = 0;
  const api = {
    host: 'git.example.com',
    content: { looks: new DirectoryLooks() },
    async *readRepositoryHashes(): AsyncGenerator<RepositoryHash> {
      readings += 1;
      for (let id = 1; id <= rows; id += 1) {
        yield { id, contentHash: 'a'.repeat(64), defaultBranch: 'main' };
      }
    },
  } as unknown as BitbucketServerApi;
  const hashes = new RepositoryHashes({ api });
  return {
    read: async (options: { reader: string; repositories: number }) =>
      hashes.read({
        ...options,
        context: { signal: new AbortController().signal },
        patienceMs: 1_000,
        logger: mockServices.logger.mock(),
      }),
    countReadings: () => readings,
  };
}

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
});
