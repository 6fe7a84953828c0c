import { toArray } from '../../dev/rig/toArray';
import { useApiRig } from '../../dev/rig/useApiRig';

const { start } = useApiRig();
const projects = [{ key: 'KEY' }];
const repositories = ['a', 'b', 'c'].map((slug, index) => ({
  project: 'KEY',
  slug,
  id: index + 1,
  files: { x: '' },
}));

describe('BitbucketServerApi.readRepositoryHashes', () => {
  it('reads the hash and default branch of each over pages', async () => {
    const api = start({ projects, repositories });
    const rows = (await toArray(api.readRepositoryHashes({}))).flat();
    expect(rows.map(({ id }) => id)).toEqual([1, 2, 3]);
    for (const { contentHash, defaultBranch } of rows) {
      expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
      expect(defaultBranch).not.toContain('refs/');
    }
  });

  it('leaves out what has zeros for a hash', async () => {
    const api = start({ projects, repositories, hashes: 'zeros' });
    const rows = (await toArray(api.readRepositoryHashes({}))).flat();
    expect(rows).toEqual([]);
  });

  it.each(['unpaged', 'missing'] as const)(
    'throws where the list is %s',
    async hashes => {
      const api = start({ projects, repositories, hashes });
      await expect(toArray(api.readRepositoryHashes({}))).rejects.toThrow(
        '/rest/mirroring/latest/repos',
      );
    },
  );
});
