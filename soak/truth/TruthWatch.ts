import type { HeldLocation } from '../catalog/types';
import type { Truth } from './types';

/**
 * Watches the truth from one quiet point to the next: what was there all the
 * time, and what was there at some time.
 */
export class TruthWatch {
  #always: ReadonlySet<string> = new Set();
  #ever: ReadonlySet<string> = new Set();
  #fresh: ReadonlySet<string> = new Set();

  /**
   * Locations that the catalog showed at the last quiet point, and whose file
   * has been there ever since: they must never leave.
   */
  get always(): ReadonlySet<string> {
    return this.#always;
  }

  /** Locations that the catalog held then, or that have been there since. */
  get ever(): ReadonlySet<string> {
    return this.#ever;
  }

  /**
   * Locations that the process of now has put into the catalog, and whose
   * file has been there, and could be seen, ever since: once nothing is under
   * way, they are there.
   */
  get fresh(): ReadonlySet<string> {
    return this.#fresh;
  }

  /** Notes the truth after a change. */
  note(
    truth: Truth,
    { isOutOfSight }: { isOutOfSight: (target: string) => boolean },
  ): void {
    this.#always = new Set([...this.#always].filter(each => truth.has(each)));
    this.#fresh = new Set(
      [...this.#fresh].filter(each => truth.has(each) && !isOutOfSight(each)),
    );
    this.#ever = new Set([...this.#ever, ...truth.keys()]);
  }

  /** Notes what has just been put into the catalog, of what is there. */
  noteAdded(
    targets: readonly string[],
    options: { truth: Truth; isOutOfSight: (target: string) => boolean },
  ): void {
    const { truth, isOutOfSight } = options;
    const added = targets.filter(
      each => truth.has(each) && !isOutOfSight(each),
    );
    this.#fresh = new Set([...this.#fresh, ...added]);
  }

  /** Forgets what the process has put in, since it was cut short. */
  forgetFresh(): void {
    this.#fresh = new Set();
  }

  /**
   * Begins anew at a quiet point.
   *
   * @remarks
   * A location that no API shows is known to the process alone that has
   * added it, and may go with a full mutation of another one.
   */
  settle(
    truth: Truth,
    { held }: { held: ReadonlyMap<string, HeldLocation> },
  ): void {
    const shown = [...held.values()].filter(({ isShown }) => isShown);
    this.#always = new Set(
      shown.map(({ target }) => target).filter(each => truth.has(each)),
    );
    this.#ever = new Set([...held.keys(), ...truth.keys()]);
  }
}
