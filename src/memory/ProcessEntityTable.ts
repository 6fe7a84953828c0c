import { groupByKey } from './groupByKey';
import { inChunks } from './inChunks';
import { KeyIndex } from './KeyIndex';
import type { EntityTable, StoredEntity } from './MemoryStore';

export class ProcessEntityTable implements EntityTable {
  readonly #byKey = new Map<string, readonly StoredEntity[]>();
  readonly #byRef = new KeyIndex();
  readonly #byFoundIn = new KeyIndex();

  async *keys(): AsyncGenerator<readonly string[]> {
    yield* inChunks([...this.#byKey.keys()]);
  }

  async findOf(keys: readonly string[]): Promise<StoredEntity[]> {
    return keys.flatMap(key => this.#byKey.get(key) ?? []);
  }

  async findByRefs(entityRefs: readonly string[]): Promise<StoredEntity[]> {
    return entityRefs.flatMap(ref =>
      this.#ofKeys(this.#byRef.get(ref)).filter(
        ({ entityRef }) => entityRef === ref,
      ),
    );
  }

  async findByFoundIn(names: readonly string[]): Promise<StoredEntity[]> {
    return names.flatMap(name =>
      this.#ofKeys(this.#byFoundIn.get(name)).filter(
        ({ foundIn }) => foundIn === name,
      ),
    );
  }

  async put(entities: readonly StoredEntity[]): Promise<void> {
    for (const [key, added] of groupByKey(entities)) {
      const all = [...(this.#byKey.get(key) ?? []), ...added];
      const byRef = new Map(all.map(entity => [entity.entityRef, entity]));
      this.#setOf(key, [...byRef.values()]);
    }
  }

  async delete(
    entities: readonly Pick<StoredEntity, 'key' | 'entityRef'>[],
  ): Promise<void> {
    for (const [key, removed] of groupByKey(entities)) {
      const refs = new Set(removed.map(({ entityRef }) => entityRef));
      const all = this.#byKey.get(key) ?? [];
      this.#setOf(key, all.filter(({ entityRef }) => !refs.has(entityRef)));
    }
  }

  #ofKeys(keys: readonly string[]): StoredEntity[] {
    return keys.flatMap(key => this.#byKey.get(key) ?? []);
  }

  #setOf(key: string, entities: readonly StoredEntity[]): void {
    const before = this.#byKey.get(key) ?? [];
    if (entities.length === 0) {
      this.#byKey.delete(key);
    } else {
      this.#byKey.set(key, entities);
    }
    if (areFoundAlike(entities, before)) {
      return;
    }
    for (const { entityRef, foundIn } of before) {
      this.#byRef.remove(entityRef, key);
      this.#byFoundIn.remove(foundIn, key);
    }
    for (const { entityRef, foundIn } of entities) {
      this.#byRef.add(entityRef, key);
      this.#byFoundIn.add(foundIn, key);
    }
  }
}

/** As many are the same ones: none is put in another's place. */
function areFoundAlike(
  entities: readonly StoredEntity[],
  before: readonly StoredEntity[],
): boolean {
  return (
    entities.length === before.length &&
    entities.every(({ foundIn }, index) => foundIn === before[index]?.foundIn)
  );
}
