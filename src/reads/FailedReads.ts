import { LRUCache } from 'lru-cache';

/** Of what fails beyond so many, the oldest is forgotten. */
const MAX_KEPT = 10_000;

/** Why files could not be read, by the catalog's addresses of them, until they are. */
export class FailedReads {
  readonly #errors = new LRUCache<string, { error: unknown }>({
    max: MAX_KEPT,
  });

  note(target: string, { error }: { error: unknown }): void {
    this.#errors.set(target, { error });
  }

  forget(target: string): void {
    this.#errors.delete(target);
  }

  /** Undefined where the last read went well, or there was none. */
  find(target: string): unknown {
    return this.#errors.get(target)?.error;
  }
}
