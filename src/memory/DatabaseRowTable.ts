import type { RepositoryName } from '../bitbucket';
import type { Knex } from '../database';
import type { RowTable, StoredRow } from './MemoryStore';
import {
  byKey,
  NAME_COLUMNS,
  type NameColumns,
  toLowerColumns,
  toNameColumns,
} from './nameColumns';
import { type ColumnType, ProviderTable } from './ProviderTable';
import type { DueReason, RepositoryIdentity } from './types';

export class DatabaseRowTable implements RowTable {
  readonly #table: ProviderTable<RowColumns>;

  constructor(options: { client: Knex; provider: string }) {
    this.#table = new ProviderTable<RowColumns>({
      ...options,
      name: 'bitbucket_server_repositories',
      columns: ROW_COLUMNS,
      key: ['repository_key'],
    });
  }

  async *pages(): AsyncGenerator<StoredRow[]> {
    for await (const page of this.#table.pages()) {
      yield page.map(toStoredRow);
    }
  }

  async find(keys: readonly string[]): Promise<StoredRow[]> {
    const found = await this.#table.find(keys.map(toKey));
    return found.map(toStoredRow);
  }

  async lock(keys: readonly string[]): Promise<StoredRow[]> {
    // In the order in which rows are written, so that no two wait for each other.
    const found = await this.#table.lock([...keys].sort().map(toKey));
    return found.map(toStoredRow);
  }

  async findByNames(names: readonly RepositoryName[]): Promise<StoredRow[]> {
    const found = await this.#table.find(names.map(toLowerColumns));
    return found.map(toStoredRow);
  }

  async findInProject(projectKey: string): Promise<StoredRow[]> {
    const own = this.#table.own();
    const project = own.where('project_key_lower', projectKey.toLowerCase());
    return this.find(await project.pluck('repository_key'));
  }

  async findChangedSince(revision: number): Promise<StoredRow[]> {
    const changed = this.#table.own().where('revision', '>', revision);
    return this.find(await changed.pluck('repository_key'));
  }

  async make(rows: readonly StoredRow[]): Promise<void> {
    await this.#table.make([...rows].sort(byKey).map(toRowColumns));
  }

  async update(rows: readonly StoredRow[]): Promise<void> {
    await this.#table.update(rows.map(toLearntColumns));
  }

  async rename(repositories: readonly RepositoryIdentity[]): Promise<void> {
    await this.#table.update(repositories.map(toNameColumns));
  }

  async delete(keys: readonly string[]): Promise<void> {
    await this.#table.delete(keys.map(toKey));
  }

  async setAsker(
    repositories: readonly RepositoryIdentity[],
    asker: string,
  ): Promise<void> {
    const rows = [...repositories].sort(byKey);
    await this.#table.put(
      rows.map(row => ({ asker, revision: 0, ...toNameColumns(row) })),
      ['asker'],
    );
  }

  async setLookedAt(keys: readonly string[], lookedAt: number): Promise<void> {
    await this.#table.change(keys.map(toKey), { looked_at: lookedAt });
  }

  async setRevision(keys: readonly string[], revision: number): Promise<void> {
    await this.#table.change(keys.map(toKey), { revision });
  }
}

function toKey(key: string): { repository_key: string } {
  return { repository_key: key };
}

/** A row of `bitbucket_server_repositories`. PostgreSQL gives big integers as strings. */
interface RowColumns extends NameColumns {
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

const ROW_COLUMNS: Record<keyof RowColumns, ColumnType> = {
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

/** A row as the database keeps it. */
function toRowColumns(row: StoredRow): RowColumns {
  return { ...toLearntColumns(row), ...toNameColumns(row) };
}

/** Likewise, without the name: what runs and webhooks change in nearly all cases. */
function toLearntColumns(
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

function toStoredRow(columns: RowColumns): StoredRow {
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
