import { Priority } from './types';

/** While both wait, so many urgent ones go before the next ordinary one. */
const URGENT_IN_A_ROW = 2;

export interface Place {
  /** Ordinary by default. */
  readonly priority?: Priority;
  /** It has had its turn before, in vain, and goes before its equals. */
  readonly isAgain?: boolean;
}

/**
 * A line in which urgent ones go first, but not alone: while both wait, two
 * of three turns are theirs, so that neither keeps the other waiting for ever.
 */
export class WaitingLine<T extends Place> {
  readonly #urgent = new Lane<T>();
  readonly #ordinary = new Lane<T>();
  #urgentInARow = 0;

  get size(): number {
    return this.#urgent.size + this.#ordinary.size;
  }

  add(waiting: T): void {
    this.#laneOf(waiting).add(waiting);
  }

  /** Takes out whoever does not wait any longer. */
  delete(waiting: T): void {
    this.#laneOf(waiting).delete(waiting);
  }

  take(): T | undefined {
    if (this.#urgent.size === 0) {
      return this.#ordinary.take();
    }
    if (this.#ordinary.size === 0) {
      return this.#urgent.take();
    }
    if (this.#urgentInARow < URGENT_IN_A_ROW) {
      this.#urgentInARow += 1;
      return this.#urgent.take();
    }
    this.#urgentInARow = 0;
    return this.#ordinary.take();
  }

  #laneOf({ priority }: Place): Lane<T> {
    return priority === 'urgent' ? this.#urgent : this.#ordinary;
  }
}

/** Those of one priority, in the order they came. */
class Lane<T extends Place> {
  readonly #again = new Set<T>();
  readonly #first = new Set<T>();

  get size(): number {
    return this.#again.size + this.#first.size;
  }

  add(waiting: T): void {
    (waiting.isAgain ? this.#again : this.#first).add(waiting);
  }

  delete(waiting: T): void {
    (waiting.isAgain ? this.#again : this.#first).delete(waiting);
  }

  take(): T | undefined {
    for (const set of [this.#again, this.#first]) {
      for (const waiting of set) {
        set.delete(waiting);
        return waiting;
      }
    }
    return undefined;
  }
}
