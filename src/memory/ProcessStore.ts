import PQueue from 'p-queue';
import type { MemoryStore, MemoryTables, StoredRow } from './MemoryStore';
import { ProcessEntityTable } from './ProcessEntityTable';
import { ProcessRowTable } from './ProcessRowTable';
import { ProcessRunTable } from './ProcessRunTable';
import { ProcessStateTable } from './ProcessStateTable';

/**
 * Keeps the memory of a provider for as long as the process lives.
 */
export class ProcessStore implements MemoryStore {
  readonly #rows = new ProcessRowTable();
  readonly #entities = new ProcessEntityTable();
  readonly #tables: MemoryTables = {
    state: new ProcessStateTable(),
    runs: new ProcessRunTable(),
    rows: this.#rows,
    entities: this.#entities,
  };
  /** So that nobody sees the half of a change. */
  readonly #oneAtATime = new PQueue({ concurrency: 1 });

  pages(): AsyncIterable<readonly StoredRow[]> {
    return this.#rows.pages();
  }

  keysWithEntities(): AsyncIterable<readonly string[]> {
    return this.#entities.keys();
  }

  async run<T>(work: (tables: MemoryTables) => Promise<T>): Promise<T> {
    return this.#oneAtATime.add(() => work(this.#tables));
  }

  async change<T>(work: (tables: MemoryTables) => Promise<T>): Promise<T> {
    return this.run(work);
  }
}
