import { makeRows } from './makeRows';
import type { MemoryTables } from './MemoryStore';
import { reviseRows } from './reviseRows';
import type { RepositoryIdentity } from './types';

/**
 * Gives rows to an asker; makes those that are missing.
 */
export async function beginLooks(
  tables: MemoryTables,
  options: { repositories: readonly RepositoryIdentity[]; asker: string },
): Promise<void> {
  const { repositories, asker } = options;
  const keys = repositories.map(({ key }) => key);
  const made = await makeRows(tables, { repositories, fields: { asker } });
  await tables.rows.setAsker(keys, asker);
  await reviseRows(tables, made);
}
