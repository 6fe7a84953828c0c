import type { StoredRow } from './MemoryStore';
import { NAME_COLUMNS, type NameColumns, toNameColumns } from './nameColumns';
import type { ColumnType } from './ProviderTable';
import type { DueReason } from './types';

/**
 * A row of `bitbucket_server_repositories`. PostgreSQL gives big integers as
 * strings.
 */
export interface RowColumns extends NameColumns {
  answer: string | null;
  fingerprint: string | null;
  default_branch: string | null;
  digest: string | null;
  hash: string | null;
  looked_at: number | string | null;
  unknown_since: number | string | null;
  unknown_reason: string | null;
  due: DueReason | null;
  asker: string | null;
  revision: number | string;
}

export const ROW_COLUMNS: Record<keyof RowColumns, ColumnType> = {
  ...NAME_COLUMNS,
  answer: 'text',
  fingerprint: 'text',
  default_branch: 'text',
  digest: 'text',
  hash: 'text',
  looked_at: 'bigint',
  unknown_since: 'bigint',
  unknown_reason: 'text',
  due: 'text',
  asker: 'text',
  revision: 'bigint',
};

/**
 * A row as the database keeps it. The name comes last, since V8 adds a key
 * behind a spread by a slow way.
 */
export function toRowColumns(row: StoredRow): RowColumns {
  return { ...toLearntColumns(row), ...toNameColumns(row) };
}

/**
 * Likewise, without the name: what runs and webhooks change in nearly all cases.
 */
export function toLearntColumns(
  row: StoredRow,
): Omit<RowColumns, Exclude<keyof NameColumns, 'repository_key'>> {
  return {
    repository_key: row.key,
    answer: row.answer ?? null,
    fingerprint: row.fingerprint ?? null,
    default_branch: row.defaultBranch ?? null,
    digest: row.digest ?? null,
    hash: row.hash ?? null,
    looked_at: row.lookedAt ?? null,
    unknown_since: row.unknownSince ?? null,
    unknown_reason: row.unknownReason ?? null,
    due: row.due ?? null,
    asker: row.asker ?? null,
    revision: row.revision,
  };
}

/**
 * A row as the database gave it.
 */
export function toStoredRow(columns: RowColumns): StoredRow {
  return {
    key: columns.repository_key,
    projectKey: columns.project_key,
    repoSlug: columns.repo_slug,
    answer: columns.answer ?? undefined,
    fingerprint: columns.fingerprint ?? undefined,
    defaultBranch: columns.default_branch ?? undefined,
    digest: columns.digest ?? undefined,
    hash: columns.hash ?? undefined,
    lookedAt: toNumber(columns.looked_at),
    unknownSince: toNumber(columns.unknown_since),
    unknownReason: columns.unknown_reason ?? undefined,
    due: columns.due ?? undefined,
    asker: columns.asker ?? undefined,
    revision: Number(columns.revision),
  };
}

function toNumber(value: number | string | null): number | undefined {
  return value === null ? undefined : Number(value);
}
