import type { Moment } from './types';

/**
 * Counts requests, statements and mutations, and has things happen in the
 * middle of them.
 */
export class Moments {
  readonly #happen: (happens: Moment['happens']) => void;
  #awaited: { readonly moment: Moment; left: number }[] = [];

  constructor(options: { happen: (happens: Moment['happens']) => void }) {
    this.#happen = options.happen;
  }

  /** Has these happen during some work, and none of them later. */
  async during(
    moments: readonly Moment[],
    work: () => Promise<void>,
  ): Promise<void> {
    this.#awaited = moments.map(moment => ({ moment, left: moment.nth }));
    await work();
    this.#awaited = [];
  }

  reach(place: Moment['before']): void {
    for (const each of this.#awaited) {
      if (each.moment.before === place) {
        each.left -= 1;
        if (each.left === 0) {
          this.#happen(each.moment.happens);
        }
      }
    }
  }
}
