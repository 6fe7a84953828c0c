/**
 * Something that a catalog is to hold, and who makes it: one goes where another
 * is to make the same, and has not been seen to.
 */
export interface Wanted {
  readonly thing: string;
  readonly maker?: number;
}

/**
 * Watches what a catalog holds: whether something goes that is to be there all
 * the time.
 */
export class LossWatch {
  /** What went that should have stayed. */
  readonly lost: string[] = [];
  #lasting: readonly Wanted[] = [];
  #held: readonly string[] = [];

  /** Begins anew. */
  begin({
    held,
    wanted,
  }: {
    held: readonly string[];
    wanted: readonly Wanted[];
  }): void {
    this.#held = held;
    this.#lasting = wanted;
  }

  /** Expects nothing to stay any longer. */
  stop(): void {
    this.#lasting = [];
  }

  /** Notes what is to be there after a change. */
  noteWanted(wanted: readonly Wanted[]): void {
    this.#lasting = this.#lasting.filter(({ thing, maker }) =>
      wanted.some(each => each.thing === thing && each.maker === maker),
    );
  }

  /** Notes what is there after a mutation. */
  noteHeld(held: readonly string[]): void {
    const gone = this.#held.filter(each => !held.includes(each));
    const lasting = new Set(this.#lasting.map(({ thing }) => thing));
    this.lost.push(...gone.filter(each => lasting.has(each)));
    this.#held = held;
  }
}
