import { makeRows } from './makeRows';
import type { MemoryTables } from './MemoryStore';
import { reviseRows } from './reviseRows';
import type { DueReason, RepositoryIdentity } from './types';

/**
 * Marks rows as due; makes those that are missing.
 *
 * @remarks
 * What is held back stays so, since it is the second look that lets it go. A
 * look that began before a hint may have seen what was before: it loses the
 * row, so that its asker looks once more.
 */
export async function markRowsDue(
  tables: MemoryTables,
  options: { repositories: readonly RepositoryIdentity[]; reason: DueReason },
): Promise<void> {
  const { repositories, reason } = options;
  const made = await makeRows(tables, { repositories });
  const rows = await tables.rows.lock(repositories.map(({ key }) => key));
  const marked = rows.map(row => ({
    ...row,
    due: row.due === 'heldBack' ? row.due : reason,
    asker: reason === 'hint' ? undefined : row.asker,
  }));
  await tables.rows.update(marked);
  const due = new Map(rows.map(row => [row.key, row.due]));
  await reviseRows(tables, [
    ...made,
    ...marked.filter(row => row.due !== due.get(row.key)).map(row => row.key),
  ]);
}
