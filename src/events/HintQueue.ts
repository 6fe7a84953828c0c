import PQueue from 'p-queue';
import { RepositoryHint, toIdentity } from '../reconcile';

/** What comes in within this time of the first becomes one look with it. */
const MOMENT_MS = 500;
/** A push to a thousand repositories must not ask everybody at once. */
const MAX_AT_ONCE = 8;
/** What waits beyond so many is left to the next run. */
const MAX_WAITING = 1_000;

/**
 * Has repositories looked at soon, each once at a time: what comes in while
 * one is waiting joins it, and what comes in while one is being looked at has
 * it looked at once more. The last name that was heard counts.
 */
export class HintQueue {
  readonly #options: HintQueueOptions;
  readonly #waiting = new Map<
    string,
    { hint: RepositoryHint; timer: NodeJS.Timeout }
  >();
  readonly #running = new Map<string, Promise<void>>();
  readonly #again = new Map<string, RepositoryHint>();
  readonly #places = new PQueue({ concurrency: MAX_AT_ONCE });
  readonly #leaving = new PQueue({ concurrency: MAX_AT_ONCE });

  constructor(options: HintQueueOptions) {
    this.#options = options;
  }

  add(hint: RepositoryHint): void {
    const { key } = toIdentity(hint);
    const waiting = this.#waiting.get(key);
    if (this.#running.has(key)) {
      this.#again.set(key, hint);
    } else if (waiting) {
      waiting.hint = hint;
    } else if (this.#waiting.size + this.#running.size >= MAX_WAITING) {
      void this.#leaving.add(() => this.#options.leave(hint));
    } else {
      const timer = setTimeout(() => this.#start(key), MOMENT_MS);
      this.#waiting.set(key, { hint, timer });
    }
  }

  /** Begins all that waits, and resolves when nothing is left, here or with others. */
  async drain(): Promise<void> {
    while (this.#waiting.size + this.#running.size > 0) {
      [...this.#waiting.keys()].forEach(key => this.#start(key));
      await Promise.all(this.#running.values());
    }
    await this.#leaving.onIdle();
  }

  #start(key: string): void {
    const { hint, timer } = this.#waiting.get(key)!;
    clearTimeout(timer);
    this.#waiting.delete(key);
    const run = this.#run(hint).finally(() => {
      this.#running.delete(key);
      const again = this.#again.get(key);
      if (again) {
        this.#again.delete(key);
        this.add(again);
      }
    });
    this.#running.set(key, run);
  }

  async #run(hint: RepositoryHint): Promise<void> {
    try {
      await this.#places.add(() => this.#options.look(hint));
    } catch {
      // A rejection that nobody catches would end the whole backend.
    }
  }
}

export interface HintQueueOptions {
  /** Tells itself what went wrong; its failure ends nothing here. */
  readonly look: (hint: RepositoryHint) => Promise<void>;
  /** Takes what is too much for now; may not throw. */
  readonly leave: (hint: RepositoryHint) => Promise<void>;
}
