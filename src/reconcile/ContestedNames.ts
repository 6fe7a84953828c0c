import { LRUCache } from 'lru-cache';

/** Of so many files at most is it known that another one has their name. */
const MAX_KEPT = 10_000;

/**
 * Which files wanted to yield an entity whose name another file had: such an
 * entity does not come of itself once the other file is gone.
 *
 * @remarks
 * The catalog stores what a file yields only where that differs from the last
 * time. An entity that lost against another file's is stored as lost, and
 * stays lost, until its Location is told in another form.
 */
export class ContestedNames {
  /** The Locations that lost, by the reference of the one that they lost to. */
  readonly #losers = new LRUCache<string, Set<string>>({ max: MAX_KEPT });

  note(options: { loser: string; holder: string }): void {
    const losers = this.#losers.get(options.holder) ?? new Set<string>();
    losers.add(options.loser);
    this.#losers.set(options.holder, losers);
  }

  /** Gives the Locations that have lost a name to these, and forgets it. */
  take(holders: readonly string[]): string[] {
    return holders.flatMap(holder => {
      const losers = [...(this.#losers.get(holder) ?? [])];
      this.#losers.delete(holder);
      return losers;
    });
  }
}
