import type { HeldLocation } from '../catalog/types';
import type { TruthWatch } from './TruthWatch';
import type { Truth } from './types';

/**
 * Finds what the catalog holds and should not, and the other way round; a
 * line each.
 *
 * @remarks
 * What is out of sight is held as it was: all that was there all the time,
 * and nothing that never was.
 */
export function findDifferences(options: {
  truth: Truth;
  held: ReadonlyMap<string, HeldLocation>;
  watch: Pick<TruthWatch, 'always' | 'ever'>;
  isOutOfSight: (target: string) => boolean;
}): string[] {
  const { truth, held, watch, isOutOfSight } = options;
  const inSight = [...truth].filter(([target]) => !isOutOfSight(target));
  const mustBe = new Set([
    ...inSight.map(([target]) => target),
    ...watch.always,
  ]);
  const lost = [...mustBe].filter(target => !held.has(target));
  const stale = [...held.keys()].filter(target =>
    isOutOfSight(target) ? !watch.ever.has(target) : !truth.has(target),
  );
  const misread = inSight.filter(([target, branch]) => {
    const location = held.get(target);
    return location !== undefined && location.defaultBranch !== branch;
  });
  return [
    ...lost.map(target => `lost: ${target}`),
    ...stale.map(target => `stale: ${target}`),
    ...misread.map(
      ([target, branch]) =>
        `stale: ${target} says ${held.get(target)?.defaultBranch}, not ${branch}`,
    ),
  ];
}
