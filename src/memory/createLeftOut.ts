import type { RepositoryName } from '../bitbucket';
import { type Knex, type MigratedDatabase, withShortErrors } from '../database';
import { isSameRepository } from '../discovery';
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
 * Creates what is remembered of the repositories that a filter leaves out: in
 * the database, or for as long as the process lives where there is none.
 */
export function createLeftOut(options: {
  providerName: string;
  database?: MigratedDatabase;
}): LeftOutMemory {
  const { providerName, database } = options;
  const inProcess = new ProcessLeftOutTable();
  const findTable = async (): Promise<LeftOutMemory> => {
    const client = await database?.client();
    return client
      ? new DatabaseLeftOutTable({ client, provider: providerName })
      : inProcess;
  };
  return {
    readPages: async function* readPages() {
      const table = await findTable();
      yield* table.readPages();
    },
    find: async name => (await findTable()).find(name),
    put: repositories =>
      withShortErrors(async () => (await findTable()).put(repositories)),
    delete: keys =>
      withShortErrors(async () => (await findTable()).delete(keys)),
  };
}

class ProcessLeftOutTable implements LeftOutMemory {
  readonly #repositories = new Map<string, LeftOutRepository>();

  async *readPages(): AsyncGenerator<LeftOutRepository[]> {
    yield [...this.#repositories.values()];
  }

  async find(name: RepositoryName): Promise<LeftOutRepository | undefined> {
    // People ask seldom, and an index would be kept for them by every run.
    return [...this.#repositories.values()].find(repository =>
      isSameRepository(repository, name),
    );
  }

  async put(repositories: readonly LeftOutRepository[]): Promise<void> {
    repositories.forEach(each => this.#repositories.set(each.key, each));
  }

  async delete(keys: readonly string[]): Promise<void> {
    keys.forEach(key => this.#repositories.delete(key));
  }
}

interface Columns extends NameColumns {
  reason: LeftOutRepository['reason'];
}

class DatabaseLeftOutTable implements LeftOutMemory {
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
