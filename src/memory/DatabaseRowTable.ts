import type { RepositoryName } from '../bitbucket';
import type { Knex } from '../database';
import type { RowTable, StoredRow } from './MemoryStore';
import { byKey, toLowerColumns, toNameColumns } from './nameColumns';
import { ProviderTable } from './ProviderTable';
import {
  ROW_COLUMNS,
  type RowColumns,
  toLearntColumns,
  toRowColumns,
  toStoredRow,
} from './toRowColumns';
import type { RepositoryIdentity } from './types';

/**
 * What a provider remembers of repositories, in the database.
 */
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
