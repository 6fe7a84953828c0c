import type { Knex } from '../database';
import type { EntityTable, StoredEntity } from './MemoryStore';
import { inChunks } from './inChunks';

const TABLE = 'bitbucket_server_entities';
const KEY = ['provider', 'repository_key', 'entity_ref'];

/**
 * A row of the table. SQLite gives booleans as numbers.
 */
interface Columns {
  provider: string;
  repository_key: string;
  entity_ref: string;
  json: string | null;
  found_in: string;
  is_wanted: boolean | number;
  is_told: boolean | number;
  times_retold: number;
}

/**
 * The entities of a provider, in the database.
 */
export class DatabaseEntityTable implements EntityTable {
  readonly #client: Knex;
  readonly #provider: string;

  constructor(options: { client: Knex; provider: string }) {
    this.#client = options.client;
    this.#provider = options.provider;
  }

  async findOf(keys: readonly string[]): Promise<StoredEntity[]> {
    return this.#findIn('repository_key', keys);
  }

  async findByRefs(entityRefs: readonly string[]): Promise<StoredEntity[]> {
    return this.#findIn('entity_ref', entityRefs);
  }

  async findByFoundIn(names: readonly string[]): Promise<StoredEntity[]> {
    return this.#findIn('found_in', names);
  }

  async put(entities: readonly StoredEntity[]): Promise<void> {
    for await (const chunk of inChunks(entities)) {
      await this.#client(TABLE)
        .insert(chunk.map(entity => this.#toColumns(entity)))
        .onConflict(KEY)
        .merge();
    }
  }

  async delete(
    entities: readonly Pick<StoredEntity, 'key' | 'entityRef'>[],
  ): Promise<void> {
    for await (const chunk of inChunks(entities)) {
      await this.#own()
        .whereIn(
          ['repository_key', 'entity_ref'],
          chunk.map(({ key, entityRef }) => [key, entityRef]),
        )
        .delete();
    }
  }

  async deleteOf(keys: readonly string[]): Promise<void> {
    for await (const chunk of inChunks(keys)) {
      await this.#own().whereIn('repository_key', chunk).delete();
    }
  }

  #own() {
    return this.#client<Columns>(TABLE).where('provider', this.#provider);
  }

  async #findIn(
    column: 'repository_key' | 'entity_ref' | 'found_in',
    values: readonly string[],
  ): Promise<StoredEntity[]> {
    const found: StoredEntity[] = [];
    for await (const chunk of inChunks(values)) {
      const rows: Columns[] = await this.#own().whereIn(column, chunk);
      found.push(...rows.map(toStoredEntity));
    }
    return found;
  }

  #toColumns(entity: StoredEntity): Columns {
    return {
      provider: this.#provider,
      repository_key: entity.key,
      entity_ref: entity.entityRef,
      json: entity.json ?? null,
      found_in: entity.foundIn,
      is_wanted: entity.isWanted,
      is_told: entity.isTold,
      times_retold: entity.timesRetold,
    };
  }
}

function toStoredEntity(columns: Columns): StoredEntity {
  return {
    key: columns.repository_key,
    entityRef: columns.entity_ref,
    json: columns.json ?? undefined,
    foundIn: columns.found_in,
    isWanted: Boolean(columns.is_wanted),
    isTold: Boolean(columns.is_told),
    timesRetold: columns.times_retold,
  };
}
