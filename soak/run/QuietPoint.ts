import { listRepairs } from '../changes/listRepairs';
import type { HeldLocation } from '../catalog/types';
import { SoakFailure } from '../report/SoakFailure';
import { findDifferences } from '../truth/findDifferences';
import { isMassRemoval } from '../truth/isMassRemoval';
import { toProviderName } from '../truth/toProviderName';
import type { Scope } from '../truth/types';
import { pass } from './pass';
import type { SoakStage } from './types';

/** Longer than any request waits before it is made again. */
const NO_REQUEST_FOR_MS = 20_000;
const LOOK_EVERY_MS = 1_000;
/** The catalog has read what it can by then. */
const READ_AFTER_MS = 5_000;
/** A host that counts as down is left alone for a minute. */
const MAX_SWEEPS = 6;
const BETWEEN_SWEEPS_MS = 20_000;

/**
 * Looks whether the catalog holds what it has to: at any time what was there
 * all the time, and at a quiet point the truth and nothing else.
 */
export class QuietPoint {
  readonly #stage: SoakStage;

  constructor(stage: SoakStage) {
    this.#stage = stage;
  }

  /** Throws where the catalog lost what was there all the time. */
  async assertNothingLost(): Promise<void> {
    const { scopes, world, processes } = this.#stage;
    const differences = [...processes.violations];
    for (const scope of scopes) {
      const held = await this.#readHeld(scope);
      const { always } = world.watchOf(scope);
      const lost = [...always].filter(target => !held.has(target));
      differences.push(...lost.map(target => `lost: ${target}`));
    }
    this.#assertNone('The catalog lost what was there all the time', {
      differences,
    });
  }

  /**
   * Ends all trouble, waits until nothing is under way, and throws where
   * anything is gone again that was put into the catalog and is still there.
   */
  async rest(): Promise<void> {
    const { scopes, world, history } = this.#stage;
    world.faults.set({});
    history.add('quiet');
    await this.#untilIdle();
    const differences: string[] = [];
    for (const scope of scopes) {
      const held = await this.#readHeld(scope);
      const { fresh } = world.watchOf(scope);
      const lost = [...fresh].filter(target => !held.has(target));
      differences.push(...lost.map(target => `gone again: ${target}`));
    }
    this.#assertNone('The catalog lost what was put into it', { differences });
  }

  /** Rests, sweeps, and throws where the catalog then holds anything but the truth. */
  async reach(): Promise<void> {
    const { scopes, chance, world, hashes, history, tally } = this.#stage;
    await this.rest();
    await pass(await hashes.settle());
    if (chance.happens(0.3)) {
      const repairs = listRepairs(world.standIn.model);
      repairs.forEach(change => world.perform(change));
      history.add('everything can be seen');
    }
    tally.quietPoints += 1;
    for (const scope of scopes) {
      const before = await this.#untilRead(scope);
      await this.#sweep(scope);
      if (isMassRemoval(before, { truth: world.truthOf(scope) })) {
        await this.#sweep(scope);
      }
      await this.#compare(scope, { before });
    }
    await this.assertNothingLost();
  }

  async #compare(
    scope: Scope,
    { before }: { before: ReadonlyMap<string, HeldLocation> },
  ): Promise<void> {
    const { world, processes, tally } = this.#stage;
    const held = await this.#readHeld(scope);
    const truth = world.truthOf(scope);
    const watch = world.watchOf(scope);
    tally.compared += held.size;
    // Who knows of a location that was never read is gone, maybe, and only a
    // full mutation takes out what nobody knows of.
    const unknowable = processes.wasFull(scope)
      ? []
      : [...before.values()]
          .filter(({ isShown, target }) => !isShown && !truth.has(target))
          .filter(({ target }) => held.delete(target));
    tally.unknowable += unknowable.length;
    const differences = findDifferences({
      truth,
      held,
      watch,
      isOutOfSight: target => world.isOutOfSight(target, { scope }),
    });
    this.#assertNone(`The catalog does not hold the truth of ${scope.id}`, {
      differences,
    });
    watch.settle(truth, { held: await this.#untilRead(scope) });
  }

  async #sweep(scope: Scope): Promise<void> {
    const { processes, tally } = this.#stage;
    const failures: string[] = [];
    for (let left = MAX_SWEEPS; left > 0; left -= 1) {
      tally.sweeps += 1;
      try {
        const { signal } = new AbortController();
        await processes.current.sweep(scope, { signal });
        return;
      } catch (error) {
        if (this.#isDueToHiddenProject(error as Error)) {
          return;
        }
        tally.failedSweeps += 1;
        failures.push((error as Error).message);
      }
      await pass(BETWEEN_SWEEPS_MS);
    }
    throw new SoakFailure({
      what: `No sweep of ${scope.id} succeeds, although nothing is wrong`,
      differences: failures,
    });
  }

  /** A known project that may not be read makes every sweep fail, and is named. */
  #isDueToHiddenProject({ name, message }: Error): boolean {
    const projects = this.#stage.world.standIn.model.projects();
    return (
      name === 'IncompleteSweepError' &&
      projects.some(
        ({ key, hidden }) => hidden && message.includes(`/projects/${key}`),
      )
    );
  }

  /** Waits until no request was made for longer than any request waits. */
  async #untilIdle(): Promise<void> {
    const { world } = this.#stage;
    let { requests } = world;
    for (let idleMs = 0; idleMs < NO_REQUEST_FOR_MS; idleMs += LOOK_EVERY_MS) {
      await pass(LOOK_EVERY_MS);
      if (world.isBusy || world.requests !== requests) {
        ({ requests } = world);
        idleMs = 0;
      }
    }
  }

  /** Waits a while for the catalog to have read what it holds. */
  async #untilRead(scope: Scope): Promise<Map<string, HeldLocation>> {
    let held = await this.#readHeld(scope);
    const isRead = () => [...held.values()].every(({ isShown }) => isShown);
    for (
      let waitedMs = 0;
      !isRead() && waitedMs < READ_AFTER_MS;
      waitedMs += LOOK_EVERY_MS
    ) {
      await pass(LOOK_EVERY_MS);
      held = await this.#readHeld(scope);
    }
    return held;
  }

  async #readHeld(scope: Scope): Promise<Map<string, HeldLocation>> {
    return this.#stage.catalog.readHeld(toProviderName(scope));
  }

  #assertNone(
    what: string,
    { differences }: { differences: readonly string[] },
  ): void {
    if (differences.length > 0) {
      throw new SoakFailure({ what, differences });
    }
  }
}
