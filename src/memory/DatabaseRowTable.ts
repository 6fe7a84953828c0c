import type { RepositoryName } from '../bitbucket';
import type { Knex } from '../database';
import type { RowTable, StoredRow } from './MemoryStore';
import { inChunks } from './inChunks';
import { type RowColumns, toRowColumns, toStoredRow } from './toRowColumns';

const TABLE = 'bitbucket_server_repositories';
const KEY = ['provider', 'repository_key'];
/** Some milliseconds' worth. */
const PAGE = 500;

/**
 * What a provider remembers of repositories, in the database.
 */
export class DatabaseRowTable implements RowTable {
  readonly #client: Knex;
  readonly #provider: string;

  constructor(options: { client: Knex; provider: string }) {
    this.#client = options.client;
    this.#provider = options.provider;
  }

  async *pages(): AsyncGenerator<StoredRow[]> {
    let last: string | undefined;
    do {
      const query = this.#own().orderBy('repository_key').limit(PAGE);
      const found: RowColumns[] = await (last === undefined
        ? query
        : query.where('repository_key', '>', last));
      if (found.length > 0) {
        yield found.map(toStoredRow);
      }
      last = found.length < PAGE ? undefined : found.at(-1)?.repository_key;
    } while (last !== undefined);
  }

  async find(keys: readonly string[]): Promise<StoredRow[]> {
    return this.#collect(keys, chunk =>
      this.#own().whereIn('repository_key', chunk),
    );
  }

  async lock(keys: readonly string[]): Promise<StoredRow[]> {
    return this.#collect([...keys].sort(), chunk => this.#lockOf(chunk));
  }

  async findByNames(names: readonly RepositoryName[]): Promise<StoredRow[]> {
    return this.#collect(names, chunk =>
      this.#own().whereIn(
        ['project_key_lower', 'repo_slug_lower'],
        chunk.map(({ projectKey, repoSlug }) => [
          projectKey.toLowerCase(),
          repoSlug.toLowerCase(),
        ]),
      ),
    );
  }

  async findInProject(projectKey: string): Promise<StoredRow[]> {
    const found: RowColumns[] = await this.#own().where(
      'project_key_lower',
      projectKey.toLowerCase(),
    );
    return found.map(toStoredRow);
  }

  async findChangedSince(revision: number): Promise<StoredRow[]> {
    const found: RowColumns[] = await this.#own()
      .where('revision', '>', revision)
      .orderBy(['revision', 'repository_key']);
    return found.map(toStoredRow);
  }

  async make(rows: readonly StoredRow[]): Promise<string[]> {
    const made: string[] = [];
    for (const chunk of inChunks([...rows].sort(byKey))) {
      const keys = await this.#client(TABLE)
        .insert(chunk.map(row => toRowColumns(row, this.#provider)))
        .onConflict(KEY)
        .ignore()
        .returning<{ repository_key: string }[]>('repository_key');
      made.push(...keys.map(key => key.repository_key));
    }
    return made;
  }

  async put(rows: readonly StoredRow[]): Promise<void> {
    for (const chunk of inChunks(rows)) {
      await this.#client(TABLE)
        .insert(chunk.map(row => toRowColumns(row, this.#provider)))
        .onConflict(KEY)
        .merge();
    }
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const chunk of inChunks(keys)) {
      await this.#own().whereIn('repository_key', chunk).delete();
    }
  }

  async setAsker(keys: readonly string[], asker: string): Promise<number> {
    let count = 0;
    for (const chunk of inChunks(keys)) {
      count += await this.#own()
        .whereIn('repository_key', this.#lockOf(chunk).select('repository_key'))
        .update({ asker });
    }
    return count;
  }

  async setLookedAt(
    looks: readonly { key: string; lookedAt: number }[],
  ): Promise<void> {
    for (const chunk of inChunks(looks)) {
      const cases = chunk.map(() => 'WHEN ? THEN CAST(? AS bigint)').join(' ');
      await this.#own()
        .whereIn(
          'repository_key',
          chunk.map(({ key }) => key),
        )
        .update({
          // Joining the values takes SQLite ten times as long.
          looked_at: this.#client.raw(
            `CASE repository_key ${cases} END`,
            chunk.flatMap(({ key, lookedAt }) => [key, lookedAt]),
          ),
        });
    }
  }

  async setRevision(keys: readonly string[], revision: number): Promise<void> {
    for (const chunk of inChunks(keys)) {
      await this.#own().whereIn('repository_key', chunk).update({ revision });
    }
  }

  #own() {
    return this.#client<RowColumns>(TABLE).where('provider', this.#provider);
  }

  /** In the same order for everybody, so that no two wait for each other. */
  #lockOf(keys: readonly string[]) {
    return this.#own()
      .whereIn('repository_key', keys)
      .orderBy('repository_key')
      .forUpdate();
  }

  async #collect<T>(
    items: readonly T[],
    find: (chunk: readonly T[]) => PromiseLike<RowColumns[]>,
  ): Promise<StoredRow[]> {
    const found: StoredRow[] = [];
    for (const chunk of inChunks(items)) {
      found.push(...(await find(chunk)).map(toStoredRow));
    }
    return found;
  }
}

function byKey(one: StoredRow, other: StoredRow): number {
  return one.key < other.key ? -1 : 1;
}
