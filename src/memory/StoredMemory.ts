import type { RepositoryName } from '../bitbucket';
import { adoptEntities } from './adoptEntities';
import { markRowsDue } from './changeRows';
import { groupByKey } from './groupByKey';
import { inChunks } from './inChunks';
import { learnEntities } from './learnEntities';
import type { MemoryStore, MemoryTables, StoredRow } from './MemoryStore';
import { noteAdded, noteRemoved, retellEntities } from './noteTold';
import { beginRun, endRun, findLastRuns, type RunEnd } from './noteRuns';
import { settleLooks } from './settleLooks';
import {
  toRememberedEntity,
  toRememberedRun,
  toRepositoryRow,
} from './toRepositoryRow';
import type {
  DueReason,
  EntityHolder,
  KnownEntities,
  Look,
  ProviderState,
  RememberedEntity,
  RememberedRun,
  RepositoryIdentity,
  RepositoryMemory,
  RepositoryRow,
  RepositoryRowWithEntities,
  Told,
} from './types';

export class StoredMemory implements RepositoryMemory {
  readonly #store: () => Promise<MemoryStore>;

  constructor(options: {
    /** Asked whenever something is read or written. */
    store: () => Promise<MemoryStore>;
  }) {
    this.#store = options.store;
  }

  async readState(): Promise<ProviderState> {
    return this.#run(async ({ state, runs }) => {
      const { completeAt, listSizes } = await state.read();
      const [lastRun] = (await runs.findAll()).map(toRememberedRun);
      return { completeAt, listSizes, lastRun };
    });
  }

  async readRuns(): Promise<RememberedRun[]> {
    const found = await this.#run(findLastRuns);
    return found.map(toRememberedRun);
  }

  async beginRun(run: Pick<RememberedRun, 'startedAt'>): Promise<number> {
    return this.#change(tables => beginRun(tables, run));
  }

  async endRun(number: number, end: RunEnd): Promise<void> {
    await this.#change(tables => endRun(tables, { number, ...end }));
  }

  async *readRows(): AsyncGenerator<RepositoryRow[]> {
    const store = await this.#store();
    for await (const page of store.pages()) {
      yield page.map(toRepositoryRow);
    }
  }

  async findByKeys(keys: readonly string[]): Promise<RepositoryRow[]> {
    const rows = await this.#run(tables => tables.rows.find(distinct(keys)));
    return rows.map(toRepositoryRow);
  }

  async findByNames(
    names: readonly RepositoryName[],
  ): Promise<RepositoryRow[]> {
    const rows = await this.#run(tables => tables.rows.findByNames(names));
    return lastOfEach(rows).map(toRepositoryRow);
  }

  async findInProject(projectKey: string): Promise<RepositoryRow[]> {
    const rows = await this.#run(tables =>
      tables.rows.findInProject(projectKey),
    );
    return rows.map(toRepositoryRow);
  }

  async adopt(repositories: readonly RepositoryIdentity[]): Promise<void> {
    for await (const chunk of inChunks(repositories)) {
      await this.#change(tables => adoptEntities(tables, chunk));
    }
  }

  async learn(known: readonly KnownEntities[]): Promise<void> {
    for await (const chunk of inChunks(known)) {
      await this.#change(tables => learnEntities(tables, chunk));
    }
  }

  async forget(keys: readonly string[]): Promise<void> {
    for await (const chunk of inChunks(keys)) {
      await this.#change(async ({ rows, entities }) => {
        await rows.lock(distinct(chunk));
        const standing = await entities.findOf(distinct(chunk));
        const held = new Set(standing.map(({ key }) => key));
        await rows.delete(chunk.filter(key => !held.has(key)));
      });
    }
  }

  async markDue(
    repositories: readonly RepositoryIdentity[],
    reason: DueReason,
  ): Promise<void> {
    for await (const chunk of inChunks(lastOfEach(repositories))) {
      await this.#change(tables =>
        markRowsDue(tables, { repositories: chunk, reason }),
      );
    }
  }

  async bump(
    repositories: readonly RepositoryIdentity[],
    options: { asker: string },
  ): Promise<void> {
    for await (const chunk of inChunks(lastOfEach(repositories))) {
      await this.#run(({ rows }) => rows.setAsker(chunk, options.asker));
    }
  }

  async settle(
    all: readonly Look[],
    options: { asker: string },
  ): Promise<ReadonlySet<string>> {
    const lost = new Set<string>();
    for await (const chunk of inChunks(lastOfEach(all))) {
      const keys = await this.#change(tables =>
        settleLooks(tables, { ...options, looks: chunk }),
      );
      keys.forEach(key => lost.add(key));
    }
    return lost;
  }

  async readEntities(
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, readonly RememberedEntity[]>> {
    const found = await this.#run(tables =>
      tables.entities.findOf(distinct(keys)),
    );
    return new Map(
      [...groupByKey(found)].map(([key, entities]) => [
        key,
        entities.map(toRememberedEntity),
      ]),
    );
  }

  async *readAll(): AsyncGenerator<RepositoryRowWithEntities[]> {
    const store = await this.#store();
    for await (const keys of store.keysWithEntities()) {
      const rows = await store.run(tables => tables.rows.find(keys));
      yield await this.#withEntities(rows);
    }
  }

  async findHolders(entityRefs: readonly string[]): Promise<EntityHolder[]> {
    return this.#run(async ({ rows, entities }) => {
      const wanted = (await entities.findByRefs(distinct(entityRefs))).filter(
        ({ isWanted }) => isWanted,
      );
      const found = await rows.find(distinct(wanted.map(({ key }) => key)));
      const byKey = new Map(found.map(row => [row.key, row]));
      return wanted.flatMap(({ entityRef, key, json, timesRetold }) => {
        const row = byKey.get(key);
        return row
          ? [{ entityRef, key, ...toName(row), json, timesRetold }]
          : [];
      });
    });
  }

  async markTold(told: Told): Promise<void> {
    const { added } = told;
    for await (const removed of inChunks(told.removed)) {
      await this.#change(tables => noteRemoved(tables, { removed, added }));
    }
    for await (const chunk of inChunks(added)) {
      await this.#change(tables => noteAdded(tables, chunk));
    }
  }

  async retell(entityRefs: readonly string[]): Promise<void> {
    await this.#change(tables => retellEntities(tables, entityRefs));
  }

  async revision(): Promise<number> {
    const { revision } = await this.#run(({ state }) => state.read());
    return revision;
  }

  async changedSince(revision: number): Promise<RepositoryRowWithEntities[]> {
    const rows = await this.#run(tables =>
      tables.rows.findChangedSince(revision),
    );
    const changed: RepositoryRowWithEntities[] = [];
    for await (const chunk of inChunks(rows)) {
      changed.push(...(await this.#withEntities(chunk)));
    }
    return changed;
  }

  async #run<T>(work: (tables: MemoryTables) => Promise<T>): Promise<T> {
    const store = await this.#store();
    return store.run(work);
  }

  async #change<T>(work: (tables: MemoryTables) => Promise<T>): Promise<T> {
    const store = await this.#store();
    return store.change(work);
  }

  async #withEntities(
    rows: readonly StoredRow[],
  ): Promise<RepositoryRowWithEntities[]> {
    const entities = await this.readEntities(rows.map(({ key }) => key));
    return rows.map(row => ({
      entities: entities.get(row.key) ?? [],
      ...toRepositoryRow(row),
    }));
  }
}

function distinct(keys: readonly string[]): string[] {
  return [...new Set(keys)];
}

function lastOfEach<T extends { readonly key: string }>(
  items: readonly T[],
): T[] {
  return [...new Map(items.map(item => [item.key, item])).values()];
}

function toName({ projectKey, repoSlug }: StoredRow): RepositoryName {
  return { projectKey, repoSlug };
}
