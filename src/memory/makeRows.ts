import type { MemoryTables } from './MemoryStore';
import type { RepositoryIdentity } from './types';

/**
 * Makes the rows that are missing, and gives the keys of these. They are at
 * revision 0 until they are given another one.
 */
export async function makeRows(
  { rows }: MemoryTables,
  { repositories }: { repositories: readonly RepositoryIdentity[] },
): Promise<string[]> {
  const standing = await rows.find(repositories.map(({ key }) => key));
  const keys = new Set(standing.map(({ key }) => key));
  const missing = repositories.filter(({ key }) => !keys.has(key));
  await rows.make(
    missing.map(({ key, projectKey, repoSlug }) => ({
      key,
      projectKey,
      repoSlug,
      revision: 0,
    })),
  );
  return missing.map(({ key }) => key);
}
