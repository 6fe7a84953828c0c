import {
  Entity,
  entityEnvelopeSchemaValidator,
  parseEntityRef, stringifyEntityRef,
} from '@backstage/catalog-model';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import type {
  CatalogService,
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';

/** Small, so that whatever is read from the catalog crosses a page. */
const PAGE_SIZE = 2;

interface Entry {
  entity: Entity;
  providerName: string;
  locationKey?: string;
}

/**
 * A catalog in memory that treats mutations as the real one does: one owner
 * an entity, a location key that guards it, removals that reach nobody
 * else's.
 *
 * @remarks
 * Nothing is processed: an emitted entity is visible as it is.
 */
export class FakeCatalog {
  /** Every mutation that was applied, in order. */
  readonly mutations: EntityProviderMutation[] = [];
  /** References of entities that were new or changed, so that the catalog reads their files. */
  readonly reads: string[] = [];
  /** Keys of which the catalog was told to read the files again. */
  readonly refreshedKeys: string[] = [];
  /** References that the catalog was told to read again, also where never read. */
  readonly refreshedRefs: string[] = [];
  /** What the catalog was asked for by reference, call by call. */
  readonly requestedRefs: string[][] = [];
  /** What reading the catalog fails with, while it is set. */
  readFailure?: Error;
  /** What applying a mutation fails with, while it is set. */
  writeFailure?: Error;
  /** The names of entities that it neither takes nor lets go: a whole mutation is refused. */
  readonly refusedNames = new Set<string>();
  /** What whoever reads the catalog waits for. */
  beforeRead: () => Promise<void> = async () => {};
  /** Told before each mutation; it is refused where this throws. */
  beforeMutation: () => void = () => {};
  /** Told after each mutation that was applied. */
  afterMutation: () => void = () => {};
  /** What applying a mutation waits for first. */
  writing?: Promise<void>;
  /** True lets whoever reads the catalog wait for ever. */
  hangs = false;
  readonly #entries = new Map<string, Entry>();
  readonly #neverRead = new Set<string>();
  readonly #assertEnvelope = entityEnvelopeSchemaValidator();

  /** What the catalog's API shows, whoever it belongs to. */
  get entities(): Entity[] {
    return [...this.#entries]
      .filter(([ref]) => !this.#neverRead.has(ref))
      .map(([, { entity }]) => entity);
  }

  /** The targets of all locations, even of those never read, in order. */
  get targets(): string[] {
    return [...this.#entries.values()]
      .map(({ entity }) => String(entity.spec?.target))
      .sort();
  }

  /** Puts an entity in without a mutation. */
  put(entity: Entity, options: Omit<Entry, 'entity'>): void {
    this.#entries.set(stringifyEntityRef(entity), { entity, ...options });
  }

  /** Hides a location from the API, as one whose file could never be read. */
  hide(target: string): void {
    for (const [ref, { entity }] of this.#entries) {
      if (entity.spec?.target === target) {
        this.#neverRead.add(ref);
      }
    }
  }

  /** The connection of one provider. */
  connectionOf(providerName: string): EntityProviderConnection {
    return {
      refresh: async ({ keys }) => {
        this.refreshedKeys.push(...keys);
      },
      applyMutation: async mutation => {
        await this.writing;
        this.beforeMutation();
        if (this.writeFailure) {
          throw this.writeFailure;
        }
        this.#apply(mutation, { providerName });
        this.afterMutation();
      },
    };
  }

  /** The catalog's API, which shows one state of things. */
  createService(): CatalogService {
    const service: CatalogService = new InMemoryCatalogClient();
    service.refreshEntity = async entityRef => {
      this.refreshedRefs.push(entityRef);
    };
    service.getEntitiesByRefs = async (request, options) => {
      if (!options || !('credentials' in options)) {
        throw new Error('The catalog is asked without credentials');
      }
      this.requestedRefs.push([...request.entityRefs]);
      await this.beforeRead();
      if (this.readFailure) {
        throw this.readFailure;
      }
      const { entities } = this;
      const client = new InMemoryCatalogClient({ entities });
      return client.getEntitiesByRefs(request);
    };
    service.queryEntities = async (request, options) => {
      if (!options || !('credentials' in options)) {
        throw new Error('The catalog is asked without credentials');
      }
      await this.beforeRead();
      if (this.hangs) {
        await new Promise<never>(() => {});
      }
      if (this.readFailure) {
        throw this.readFailure;
      }
      const { entities } = this;
      const client = new InMemoryCatalogClient({ entities });
      return client.queryEntities({ ...request, limit: PAGE_SIZE });
    };
    return service;
  }

  #apply(
    mutation: EntityProviderMutation,
    { providerName }: { providerName: string },
  ): void {
    const added =
      mutation.type === 'full' ? mutation.entities : mutation.added;
    added.forEach(({ entity }) => this.#assertTaken(entity));
    const removed =
      mutation.type === 'full'
        ? this.#findMissing(added, { providerName })
        : mutation.removed.map(each =>
            'entityRef' in each
              ? each.entityRef
              : stringifyEntityRef(each.entity),
          );
    removed.forEach(ref => this.#assertLetGo(ref));
    this.mutations.push(mutation);
    added.forEach(each => this.#add({ ...each, providerName }));
    for (const ref of removed) {
      if (this.#entries.get(ref)?.providerName === providerName) {
        this.#entries.delete(ref);
        this.#neverRead.delete(ref);
      }
    }
  }

  #assertTaken(entity: Entity): void {
    this.#assertEnvelope(entity);
    if (this.refusedNames.has(entity.metadata.name)) {
      throw new Error(`The catalog does not take ${entity.metadata.name}`);
    }
  }

  #assertLetGo(entityRef: string): void {
    const { name } = parseEntityRef(entityRef);
    if (this.refusedNames.has(name)) {
      throw new Error(`The catalog does not let ${name} go`);
    }
  }

  #findMissing(
    added: readonly { entity: Entity }[],
    { providerName }: { providerName: string },
  ): string[] {
    const kept = new Set(added.map(({ entity }) => stringifyEntityRef(entity)));
    return [...this.#entries]
      .filter(([, entry]) => entry.providerName === providerName)
      .map(([ref]) => ref)
      .filter(ref => !kept.has(ref));
  }

  #add(entry: Entry): void {
    const ref = stringifyEntityRef(entry.entity);
    const known = this.#entries.get(ref);
    const isForeign =
      known &&
      known.providerName !== entry.providerName &&
      known.locationKey !== entry.locationKey;
    if (isForeign) {
      return;
    }
    const isUnchanged =
      known?.locationKey === entry.locationKey &&
      JSON.stringify(known?.entity) === JSON.stringify(entry.entity);
    if (!isUnchanged) {
      this.#entries.set(ref, entry);
      this.reads.push(ref);
    }
  }
}
