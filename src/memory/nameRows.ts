import { makeRows } from './makeRows';
import type { MemoryTables, StoredRow } from './MemoryStore';
import { reviseRows } from './reviseRows';
import type { RepositoryIdentity } from './types';

/**
 * Writes the names of repositories, whose rows are made where they are missing.
 */
export async function nameRows(
  tables: MemoryTables,
  repositories: readonly RepositoryIdentity[],
): Promise<void> {
  const made = await makeRows(tables, { repositories });
  const names = new Map(repositories.map(each => [each.key, each]));
  const rows = await tables.rows.lock([...names.keys()]);
  const renamed = rows.flatMap((row): StoredRow[] => {
    const { projectKey, repoSlug } = names.get(row.key)!;
    const isSame = row.projectKey === projectKey && row.repoSlug === repoSlug;
    return isSame ? [] : [{ ...row, projectKey, repoSlug }];
  });
  await tables.rows.put(renamed);
  await reviseRows(tables, [...made, ...renamed.map(({ key }) => key)]);
}

/**
 * Those whose rows are missing, or have another name.
 */
export async function findMisnamed(
  tables: MemoryTables,
  repositories: readonly RepositoryIdentity[],
): Promise<RepositoryIdentity[]> {
  const rows = await tables.rows.find(repositories.map(({ key }) => key));
  const names = new Map(rows.map(row => [row.key, row]));
  return repositories.filter(({ key, projectKey, repoSlug }) => {
    const row = names.get(key);
    return row?.projectKey !== projectKey || row.repoSlug !== repoSlug;
  });
}
