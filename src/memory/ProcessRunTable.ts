import type { RunTable, StoredRun } from './MemoryStore';

/**
 * The runs of a provider, for as long as the process lives.
 */
export class ProcessRunTable implements RunTable {
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
