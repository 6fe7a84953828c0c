import PQueue from 'p-queue';
import type {
  MemoryStore,
  MemoryTables,
  RunTable,
  StateTable,
  StoredRow,
  StoredRun,
  StoredState,
} from './MemoryStore';
import { ProcessEntityTable } from './ProcessEntityTable';
import { ProcessRowTable } from './ProcessRowTable';

/** Keeps the memory of a provider for as long as the process lives. */
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

class ProcessRunTable implements RunTable {
  readonly #runs = new Map<number, StoredRun>();

  async findAll(): Promise<StoredRun[]> {
    return [...this.#runs.values()].sort(
      (one, other) => other.number - one.number,
    );
  }

  async put(run: StoredRun): Promise<void> {
    this.#runs.set(run.number, run);
  }

  async delete(numbers: readonly number[]): Promise<void> {
    numbers.forEach(number => this.#runs.delete(number));
  }
}

class ProcessStateTable implements StateTable {
  #state: Omit<StoredState, 'revision'> = {};
  #revision = 0;

  async read(): Promise<StoredState> {
    return { ...this.#state, revision: this.#revision };
  }

  async write(change: Omit<StoredState, 'revision'>): Promise<void> {
    const given = Object.entries(change).filter(
      ([, value]) => value !== undefined,
    );
    this.#state = { ...this.#state, ...Object.fromEntries(given) };
  }

  async nextRevision(): Promise<number> {
    this.#revision += 1;
    return this.#revision;
  }
}
