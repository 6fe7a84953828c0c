import type { Knex } from '../database';
import type { EntityTable, StoredEntity } from './MemoryStore';
import { type ColumnType, ProviderTable } from './ProviderTable';

/** A row of the table. SQLite gives booleans as numbers. */
interface Columns {
  repository_key: string;
  entity_ref: string;
  json: string | null;
  found_in: string;
  is_wanted: boolean | number;
  is_told: boolean | number;
  times_retold: number;
}

const COLUMNS: Record<keyof Columns, ColumnType> = {
  repository_key: 'text',
  entity_ref: 'text',
  json: 'text',
  found_in: 'text',
  is_wanted: 'boolean',
  is_told: 'boolean',
  times_retold: 'integer',
};

export class DatabaseEntityTable implements EntityTable {
  readonly #table: ProviderTable<Columns>;

  constructor(options: { client: Knex; provider: string }) {
    this.#table = new ProviderTable<Columns>({
      ...options,
      name: 'bitbucket_server_entities',
      columns: COLUMNS,
      key: ['repository_key', 'entity_ref'],
    });
  }

  /** The keys of the repositories that have entities, in pages. */
  async *keys(): AsyncGenerator<string[]> {
    const keys = this.#table.own().distinct('repository_key');
    for await (const page of this.#table.pages(keys)) {
      yield page.map(({ repository_key: key }) => key);
    }
  }

  async findOf(keys: readonly string[]): Promise<StoredEntity[]> {
    return this.#find(keys.map(key => ({ repository_key: key })));
  }

  async findByRefs(entityRefs: readonly string[]): Promise<StoredEntity[]> {
    return this.#find(entityRefs.map(ref => ({ entity_ref: ref })));
  }

  async findByFoundIn(names: readonly string[]): Promise<StoredEntity[]> {
    return this.#find(names.map(name => ({ found_in: name })));
  }

  async put(entities: readonly StoredEntity[]): Promise<void> {
    await this.#table.put(entities.map(toColumns));
  }

  async delete(
    entities: readonly Pick<StoredEntity, 'key' | 'entityRef'>[],
  ): Promise<void> {
    await this.#table.delete(
      entities.map(({ key, entityRef }) => ({
        repository_key: key,
        entity_ref: entityRef,
      })),
    );
  }

  async #find(given: readonly Partial<Columns>[]): Promise<StoredEntity[]> {
    const found = await this.#table.find(given);
    return found.map(toStoredEntity);
  }
}

function toColumns(entity: StoredEntity): Columns {
  return {
    repository_key: entity.key,
    entity_ref: entity.entityRef,
    json: entity.json ?? null,
    found_in: entity.foundIn,
    is_wanted: entity.isWanted,
    is_told: entity.isTold,
    times_retold: entity.timesRetold,
  };
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
