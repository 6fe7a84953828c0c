import { Entity } from '@backstage/catalog-model';
import {
  DeferredEntity,
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import PQueue from 'p-queue';
import pRetry from 'p-retry';
import { withShortErrors } from '../database';
import { TOLD_AGAIN_ANNOTATION } from '../entities';
import { inChunks, RememberedEntity } from '../memory';
import { Refusal, RepositoryChange } from './types';

/** A database rejects one of two that lock each other out; the next try passes. */
const RETRIES = 2;
const FIRST_DELAY_MS = 100;

/**
 * Tells the catalog of one provider, one mutation at a time.
 *
 * @remarks
 * The catalog prepares a full mutation outside its transaction: a delta that
 * comes meanwhile overtakes it, and is then undone without an error. So every
 * mutation of a process goes through here, and a full one is made of what is
 * read in its turn.
 */
export class CatalogTeller {
  readonly #locationKey: string;
  readonly #turns = new PQueue({ concurrency: 1 });
  #connection?: EntityProviderConnection;

  constructor(options: { locationKey: string }) {
    this.#locationKey = options.locationKey;
  }

  connect(connection: EntityProviderConnection): void {
    this.#connection = connection;
  }

  assertConnected(): void {
    void this.#connected;
  }

  /** Waits until the catalog has taken all that it is being told. */
  async whenIdle(): Promise<void> {
    await this.#turns.onIdle();
  }

  /** Tells changes, and gives those that are not taken. Throws where nothing is taken. */
  async tell(changes: readonly RepositoryChange[]): Promise<Refusal[]> {
    return this.inTurn(turn => turn.tell(changes));
  }

  /** Does something while no other mutation of the provider is under way. */
  async inTurn<T>(work: (turn: CatalogTurn) => Promise<T>): Promise<T> {
    const turn: CatalogTurn = {
      tell: changes => this.#tellOrSplit(changes),
      replaceAll: entities => this.#replaceAll(entities),
    };
    return this.#turns.add(() => work(turn));
  }

  async refresh(targets: readonly string[]): Promise<void> {
    // The catalog makes one statement of all, and databases bound its size.
    for await (const some of inChunks(targets)) {
      await this.#connected.refresh({
        keys: some.map(target => `url:${target}`),
      });
    }
  }

  get #connected(): EntityProviderConnection {
    if (!this.#connection) {
      throw new Error(`${this.#locationKey} is not connected to a catalog`);
    }
    return this.#connection;
  }

  async #replaceAll(all: readonly AsJson[]): Promise<void> {
    const entities: DeferredEntity[] = [];
    // In pieces, since nobody else has his turn while JSON is parsed.
    for await (const some of inChunks(all)) {
      entities.push(...some.map(each => this.#toDeferred(each)));
    }
    await this.#apply({ type: 'full', entities });
  }

  /** Halves what is refused, until the culprit is alone. */
  async #tellOrSplit(changes: readonly RepositoryChange[]): Promise<Refusal[]> {
    const told = changes.filter(
      ({ added, removed }) => added.length + removed.length > 0,
    );
    if (told.length === 0) {
      return [];
    }
    try {
      await this.#apply(this.#toDelta(told));
      return [];
    } catch (error) {
      // A catalog that takes not even nothing is away, and nobody's culprit.
      await this.#apply({ type: 'delta', added: [], removed: [] });
      const [change, ...others] = told;
      if (change && others.length === 0) {
        return [{ change, cause: error as Error }];
      }
      const middle = Math.ceil(told.length / 2);
      return [
        ...(await this.#tellOrSplit(told.slice(0, middle))),
        ...(await this.#tellOrSplit(told.slice(middle))),
      ];
    }
  }

  async #apply(mutation: EntityProviderMutation): Promise<void> {
    const attempt = () => this.#connected.applyMutation(mutation);
    await withShortErrors(() =>
      pRetry(attempt, {
        retries: RETRIES,
        minTimeout: FIRST_DELAY_MS,
        randomize: true,
        // p-retry takes a TypeError for a bug; here it may be a malformed entity.
        shouldRetry: ({ error }) => !(error instanceof TypeError),
      }),
    );
  }

  #toDelta(changes: readonly RepositoryChange[]): EntityProviderMutation {
    const added = changes.flatMap(change => change.added);
    const addedRefs = new Set(added.map(({ entityRef }) => entityRef));
    return {
      type: 'delta',
      added: added.map(each => this.#toDeferred(each)),
      // What is in both lists of one delta ends up removed.
      removed: changes
        .flatMap(change => change.removed)
        .filter(entityRef => !addedRefs.has(entityRef))
        .map(entityRef => ({ entityRef })),
    };
  }

  #toDeferred(told: AsJson): DeferredEntity {
    return { entity: toEntity(told), locationKey: this.#locationKey };
  }
}

export interface CatalogTurn {
  tell(changes: readonly RepositoryChange[]): Promise<Refusal[]>;
  /** Tells these in place of everything that the provider has told before. */
  replaceAll(entities: readonly AsJson[]): Promise<void>;
}

type AsJson = Pick<RememberedEntity, 'json' | 'timesRetold'>;

function toEntity({ json, timesRetold }: AsJson): Entity {
  if (json === undefined) {
    throw new Error('An entity cannot be told that is known by its name alone');
  }
  const entity = JSON.parse(json) as Entity;
  if (timesRetold === 0) {
    return entity;
  }
  const annotations = {
    ...entity.metadata.annotations,
    [TOLD_AGAIN_ANNOTATION]: String(timesRetold),
  };
  return { ...entity, metadata: { ...entity.metadata, annotations } };
}
