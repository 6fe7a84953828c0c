import type { StateTable, StoredState } from './MemoryStore';

/**
 * The state of a provider, and its revision, for as long as the process lives.
 */
export class ProcessStateTable implements StateTable {
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
