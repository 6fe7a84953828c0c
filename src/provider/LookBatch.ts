import {
  LookedBefore,
  LossesTold,
  Settled,
  Settler,
  toChange,
} from '../reconcile';

/** What is found first is told soon, */
const FIRST_MS = 1_000;
/** and then what has come together in this time, */
const EVERY_MS = 10_000;
/** or as soon as so much is to be told, */
const MAX_ENTITIES = 100;
/** or to be written. */
const MAX_LOOKS = 500;

/**
 * Collects the looks of a run, and settles many of them together: a write and
 * a delta for each would cost database and catalog more than the looks
 * themselves.
 */
export class LookBatch {
  readonly #options: LookBatchOptions;
  #looks: LookedBefore[] = [];
  #entities = 0;
  #timer?: NodeJS.Timeout;
  #delayMs = FIRST_MS;
  #settling: Promise<void> = Promise.resolve();
  #tellsNothing = false;

  constructor(options: LookBatchOptions) {
    this.#options = options;
  }

  /** Waits only where more comes in than can be settled. */
  async add(looked: LookedBefore): Promise<void> {
    this.#looks.push(looked);
    this.#entities += toChange(looked).added.length;
    if (this.#tellsNothing) {
      await this.writeOnly();
    } else if (this.#isFull) {
      await this.flush();
    } else {
      this.#timer ??= setTimeout(() => {
        // Whoever adds next or flushes at the end hears of a failure.
        this.flush().catch(this.#options.onFailure);
      }, this.#delayMs);
    }
  }

  async flush(): Promise<void> {
    this.#settling = this.#settling.then(() => this.#settle());
    await this.#settling;
  }

  /** Writes what has come together, and what comes yet, and tells the catalog nothing. */
  async writeOnly(): Promise<void> {
    this.#tellsNothing = true;
    const { settler, asker } = this.#options;
    await settler.write(this.#take(), { asker });
  }

  async #settle(): Promise<void> {
    const looks = this.#take();
    if (looks.length === 0) {
      return;
    }
    const { settler, onSettled } = this.#options;
    onSettled(looks, await settler.settle(looks, this.#options));
  }

  get #isFull(): boolean {
    return this.#entities >= MAX_ENTITIES || this.#looks.length >= MAX_LOOKS;
  }

  #take(): LookedBefore[] {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#delayMs = EVERY_MS;
    const looks = this.#looks;
    this.#looks = [];
    this.#entities = 0;
    return looks;
  }
}

export interface LookBatchOptions {
  readonly settler: Settler;
  readonly asker: string;
  readonly losses: LossesTold;
  readonly onSettled: (
    looks: readonly LookedBefore[],
    settled: Settled,
  ) => void;
  /** Hears of a failure that nobody waits for. */
  readonly onFailure: (error: unknown) => void;
}
