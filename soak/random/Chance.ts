import { createSeededRandom } from '../../dev/standin/faults/createSeededRandom';

/**
 * Draws from chance, the same for each seed.
 */
export class Chance {
  readonly #random: () => number;

  constructor(options: { seed: number }) {
    this.#random = createSeededRandom(options.seed);
  }

  /** True so often, from 0 for never to 1 for always. */
  happens(probability: number): boolean {
    return this.#random() < probability;
  }

  /** A whole number from 0 up to, and without, the limit. */
  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) {
      throw new Error('There is nothing to pick from');
    }
    return list[this.below(list.length)] as T;
  }

  /** One of a list, the heavier the likelier. */
  pickWeighted<T extends { readonly weight: number }>(list: readonly T[]): T {
    const total = list.reduce((sum, { weight }) => sum + weight, 0);
    let left = this.#random() * total;
    for (const each of list) {
      left -= each.weight;
      if (left < 0) {
        return each;
      }
    }
    return this.pick(list);
  }

  /** The same things in any order. */
  shuffle<T>(list: readonly T[]): T[] {
    const left = [...list];
    return list.map(() => left.splice(this.below(left.length), 1)[0] as T);
  }
}
