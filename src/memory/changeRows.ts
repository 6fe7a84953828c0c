import type { MemoryTables } from './MemoryStore';
import type { DueReason, RepositoryIdentity } from './types';

/** Makes missing rows, at revision 0 until they get another one, and gives their keys. */
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

/** Gives rows the next revision; the last thing that a change does. */
export async function reviseRows(
  tables: MemoryTables,
  keys: Iterable<string>,
): Promise<void> {
  const distinct = [...new Set(keys)];
  if (distinct.length > 0) {
    const revision = await tables.state.nextRevision();
    await tables.rows.setRevision(distinct, revision);
  }
}

/**
 * Marks rows as due; makes those that are missing. What is held back stays so,
 * since it is the second look that lets it go. A look that began before a hint
 * may have seen what was before: it loses the row, so that its asker looks once
 * more.
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
