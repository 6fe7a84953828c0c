import type { RepositoryName } from '../bitbucket';
import type { Knex } from '../database';
import { inChunks } from './inChunks';
import { nextTurn } from './nextTurn';
import type { LeftOutMemory, LeftOutRepository } from './types';

const TABLE = 'bitbucket_server_left_out';
const KEY = ['provider', 'repository_key'];
/** Some milliseconds' worth. */
const PAGE = 1_000;

/**
 * What a filter leaves out, in the database.
 */
export class DatabaseLeftOutTable implements LeftOutMemory {
  readonly #client: Knex;
  readonly #provider: string;

  constructor(options: { client: Knex; provider: string }) {
    this.#client = options.client;
    this.#provider = options.provider;
  }

  async *readPages(): AsyncGenerator<LeftOutRepository[]> {
    let last: string | undefined;
    do {
      const query = this.#read().orderBy('repository_key').limit(PAGE);
      const found: LeftOutRepository[] = await (last === undefined
        ? query
        : query.where('repository_key', '>', last));
      if (found.length > 0) {
        yield found;
      }
      last = found.length < PAGE ? undefined : found.at(-1)?.key;
      if (last !== undefined) {
        await nextTurn();
      }
    } while (last !== undefined);
  }

  async find({
    projectKey,
    repoSlug,
  }: RepositoryName): Promise<LeftOutRepository | undefined> {
    return this.#read()
      .where({
        project_key_lower: projectKey.toLowerCase(),
        repo_slug_lower: repoSlug.toLowerCase(),
      })
      .first();
  }

  async put(repositories: readonly LeftOutRepository[]): Promise<void> {
    for await (const chunk of inChunks([...repositories].sort(byKey))) {
      await this.#client(TABLE)
        .insert(chunk.map(each => this.#toColumns(each)))
        .onConflict(KEY)
        .merge();
    }
  }

  async delete(keys: readonly string[]): Promise<void> {
    for await (const chunk of inChunks([...keys].sort())) {
      await this.#own().whereIn('repository_key', chunk).delete();
    }
  }

  #own() {
    return this.#client(TABLE).where('provider', this.#provider);
  }

  #read() {
    return this.#own().select(
      'repository_key as key',
      'project_key as projectKey',
      'repo_slug as repoSlug',
      'reason',
    );
  }

  #toColumns({ key, projectKey, repoSlug, reason }: LeftOutRepository) {
    return {
      provider: this.#provider,
      repository_key: key,
      project_key: projectKey,
      repo_slug: repoSlug,
      project_key_lower: projectKey.toLowerCase(),
      repo_slug_lower: repoSlug.toLowerCase(),
      reason,
    };
  }
}

/** In the same order for everybody, so that no two wait for each other. */
function byKey(one: LeftOutRepository, other: LeftOutRepository): number {
  return one.key < other.key ? -1 : 1;
}
