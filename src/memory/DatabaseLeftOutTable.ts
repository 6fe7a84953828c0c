import type { RepositoryName } from '../bitbucket';
import type { Knex } from '../database';
import {
  byKey,
  NAME_COLUMNS,
  type NameColumns,
  toLowerColumns,
  toNameColumns,
} from './nameColumns';
import { ProviderTable } from './ProviderTable';
import type { LeftOutMemory, LeftOutRepository } from './types';

/**
 * A row of the table.
 */
interface Columns extends NameColumns {
  reason: LeftOutRepository['reason'];
}

/**
 * What a filter leaves out, in the database.
 */
export class DatabaseLeftOutTable implements LeftOutMemory {
  readonly #table: ProviderTable<Columns>;

  constructor(options: { client: Knex; provider: string }) {
    this.#table = new ProviderTable<Columns>({
      ...options,
      name: 'bitbucket_server_left_out',
      columns: { ...NAME_COLUMNS, reason: 'text' },
      key: ['repository_key'],
    });
  }

  async *readPages(): AsyncGenerator<LeftOutRepository[]> {
    for await (const page of this.#table.pages()) {
      yield page.map(toLeftOut);
    }
  }

  async find(name: RepositoryName): Promise<LeftOutRepository | undefined> {
    const [found] = await this.#table.find([toLowerColumns(name)]);
    return found && toLeftOut(found);
  }

  async put(repositories: readonly LeftOutRepository[]): Promise<void> {
    await this.#table.put([...repositories].sort(byKey).map(toColumns));
  }

  async delete(keys: readonly string[]): Promise<void> {
    await this.#table.delete(
      [...keys].sort().map(key => ({ repository_key: key })),
    );
  }
}

function toColumns(repository: LeftOutRepository): Columns {
  return { reason: repository.reason, ...toNameColumns(repository) };
}

function toLeftOut(columns: Columns): LeftOutRepository {
  return {
    key: columns.repository_key,
    projectKey: columns.project_key,
    repoSlug: columns.repo_slug,
    reason: columns.reason,
  };
}
