import type { RepositoryName } from '../bitbucket';
import type { Knex } from '../database';
import { type ColumnType, ProviderTable } from './ProviderTable';
import type { LeftOutMemory, LeftOutRepository } from './types';

/**
 * A row of the table.
 */
interface Columns {
  repository_key: string;
  project_key: string;
  repo_slug: string;
  project_key_lower: string;
  repo_slug_lower: string;
  reason: LeftOutRepository['reason'];
}

const COLUMNS: Record<keyof Columns, ColumnType> = {
  repository_key: 'text',
  project_key: 'text',
  repo_slug: 'text',
  project_key_lower: 'text',
  repo_slug_lower: 'text',
  reason: 'text',
};

/**
 * What a filter leaves out, in the database.
 */
export class DatabaseLeftOutTable implements LeftOutMemory {
  readonly #table: ProviderTable<Columns>;

  constructor(options: { client: Knex; provider: string }) {
    this.#table = new ProviderTable<Columns>({
      ...options,
      name: 'bitbucket_server_left_out',
      columns: COLUMNS,
      key: ['repository_key'],
    });
  }

  async *readPages(): AsyncGenerator<LeftOutRepository[]> {
    for await (const page of this.#table.pages()) {
      yield page.map(toLeftOut);
    }
  }

  async find({
    projectKey,
    repoSlug,
  }: RepositoryName): Promise<LeftOutRepository | undefined> {
    const [found] = await this.#table.find([
      {
        project_key_lower: projectKey.toLowerCase(),
        repo_slug_lower: repoSlug.toLowerCase(),
      },
    ]);
    return found && toLeftOut(found);
  }

  async put(repositories: readonly LeftOutRepository[]): Promise<void> {
    // In the same order for everybody, so that no two wait for each other.
    const rows = [...repositories].sort(byKey);
    await this.#table.put(rows.map(toColumns));
  }

  async delete(keys: readonly string[]): Promise<void> {
    await this.#table.delete(
      [...keys].sort().map(key => ({ repository_key: key })),
    );
  }
}

function toColumns({
  key,
  projectKey,
  repoSlug,
  reason,
}: LeftOutRepository): Columns {
  return {
    repository_key: key,
    project_key: projectKey,
    repo_slug: repoSlug,
    project_key_lower: projectKey.toLowerCase(),
    repo_slug_lower: repoSlug.toLowerCase(),
    reason,
  };
}

function toLeftOut(columns: Columns): LeftOutRepository {
  return {
    key: columns.repository_key,
    projectKey: columns.project_key,
    repoSlug: columns.repo_slug,
    reason: columns.reason,
  };
}

function byKey(one: LeftOutRepository, other: LeftOutRepository): number {
  return one.key < other.key ? -1 : 1;
}
