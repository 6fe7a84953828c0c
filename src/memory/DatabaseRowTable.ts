import type { RepositoryName } from '../bitbucket';
import type { Knex } from '../database';
import type { RowTable, StoredRow } from './MemoryStore';
import { inChunks } from './inChunks';
import { nextTurn } from './nextTurn';
import {
  READ_COLUMNS,
  type ReadColumns,
  type RowColumns,
  toRowColumns,
  toStoredRow,
} from './toRowColumns';
import type { RepositoryIdentity } from './types';

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
      const query = this.#read().orderBy('repository_key').limit(PAGE);
      const found = await (last === undefined
        ? query
        : query.where('repository_key', '>', last));
      if (found.length > 0) {
        yield found.map(toStoredRow);
      }
      last = found.length < PAGE ? undefined : found.at(-1)?.repository_key;
      if (last !== undefined) {
        await nextTurn();
      }
    } while (last !== undefined);
  }

  async find(keys: readonly string[]): Promise<StoredRow[]> {
    return this.#collect(keys, chunk =>
      this.#read().whereIn('repository_key', chunk),
    );
  }

  async findNames(keys: readonly string[]): Promise<RepositoryIdentity[]> {
    const found: RepositoryIdentity[] = [];
    for await (const chunk of inChunks(keys)) {
      const rows = await this.#own()
        .whereIn('repository_key', chunk)
        .select(
          'repository_key as key',
          'project_key as projectKey',
          'repo_slug as repoSlug',
        );
      found.push(...rows);
    }
    return found;
  }

  async lock(keys: readonly string[]): Promise<StoredRow[]> {
    return this.#collect([...keys].sort(), chunk =>
      this.#read()
        .whereIn('repository_key', chunk)
        .orderBy('repository_key')
        .forUpdate(),
    );
  }

  async findByNames(names: readonly RepositoryName[]): Promise<StoredRow[]> {
    return this.#collect(names, chunk =>
      this.#read().whereIn(
        ['project_key_lower', 'repo_slug_lower'],
        chunk.map(({ projectKey, repoSlug }) => [
          projectKey.toLowerCase(),
          repoSlug.toLowerCase(),
        ]),
      ),
    );
  }

  async findInProject(projectKey: string): Promise<StoredRow[]> {
    const keys = await this.#own()
      .where('project_key_lower', projectKey.toLowerCase())
      .pluck('repository_key');
    return this.find(keys);
  }

  async findChangedSince(revision: number): Promise<StoredRow[]> {
    const keys = await this.#own()
      .where('revision', '>', revision)
      .pluck('repository_key');
    return this.find(keys);
  }

  async make(rows: readonly StoredRow[]): Promise<string[]> {
    const made: string[] = [];
    for await (const chunk of inChunks([...rows].sort(byKey))) {
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
    for await (const chunk of inChunks(rows)) {
      await this.#client(TABLE)
        .insert(chunk.map(row => toRowColumns(row, this.#provider)))
        .onConflict(KEY)
        .merge();
    }
  }

  async delete(keys: readonly string[]): Promise<void> {
    for await (const chunk of inChunks(keys)) {
      await this.#own().whereIn('repository_key', chunk).delete();
    }
  }

  async setAsker(keys: readonly string[], asker: string): Promise<number> {
    let count = 0;
    for await (const chunk of inChunks(keys)) {
      count += await this.#own()
        .whereIn('repository_key', this.#lockOf(chunk))
        .update({ asker });
    }
    return count;
  }

  async setLookedAt(
    keys: readonly string[],
    options: { lookedAt: number; asker: string },
  ): Promise<number> {
    let count = 0;
    for await (const chunk of inChunks(keys)) {
      count += await this.#own()
        .whereIn('repository_key', this.#lockOf(chunk))
        .where('asker', options.asker)
        .update({ looked_at: options.lookedAt });
    }
    return count;
  }

  async setRevision(keys: readonly string[], revision: number): Promise<void> {
    for await (const chunk of inChunks(keys)) {
      await this.#own().whereIn('repository_key', chunk).update({ revision });
    }
  }

  #own() {
    return this.#client<RowColumns>(TABLE).where('provider', this.#provider);
  }

  /** Without the columns that are there to be searched. */
  #read() {
    return this.#own().select(...READ_COLUMNS);
  }

  /** In the same order for everybody, so that no two wait for each other. */
  #lockOf(keys: readonly string[]) {
    return this.#own()
      .whereIn('repository_key', keys)
      .orderBy('repository_key')
      .forUpdate()
      .select('repository_key');
  }

  async #collect<T>(
    items: readonly T[],
    find: (chunk: readonly T[]) => PromiseLike<ReadColumns[]>,
  ): Promise<StoredRow[]> {
    const found: StoredRow[] = [];
    for await (const chunk of inChunks(items)) {
      found.push(...(await find(chunk)).map(toStoredRow));
    }
    return found;
  }
}

function byKey(one: StoredRow, other: StoredRow): number {
  return one.key < other.key ? -1 : 1;
}
