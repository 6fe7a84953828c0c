import type { StateTable } from './MemoryStore';
import type { ProviderState } from './types';

/**
 * How the runs of a provider have fared, and its revision, for as long as the
 * process lives.
 */
export class ProcessStateTable implements StateTable {
  #state: ProviderState = {};
  #revision = 0;

  async read(): Promise<ProviderState & { revision: number }> {
    return { ...this.#state, revision: this.#revision };
  }

  async write(change: ProviderState): Promise<void> {
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
