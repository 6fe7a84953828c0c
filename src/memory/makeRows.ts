import type { MemoryTables, StoredRow } from './MemoryStore';
import type { RepositoryIdentity } from './types';

/**
 * Makes the rows that are missing, and gives the keys of these. They are at
 * revision 0 until they are given another one.
 */
export async function makeRows(
  tables: MemoryTables,
  options: {
    repositories: readonly RepositoryIdentity[];
    /** What they have beside their names. */
    fields?: Pick<StoredRow, 'asker' | 'due'>;
  },
): Promise<string[]> {
  const { repositories, fields } = options;
  const standing = await tables.rows.findNames(
    repositories.map(({ key }) => key),
  );
  const keys = new Set(standing.map(({ key }) => key));
  return tables.rows.make(
    repositories
      .filter(({ key }) => !keys.has(key))
      .map(({ key, projectKey, repoSlug }) => ({
        key,
        projectKey,
        repoSlug,
        revision: 0,
        ...fields,
      })),
  );
}
