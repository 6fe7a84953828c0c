import { RunEnding } from './endRun';

/**
 * Warns of removals that wait for a second look; nothing where there are none.
 */
export function describeHeldBack({
  heldBack,
  known,
}: Pick<RunEnding, 'heldBack' | 'known'>): string[] {
  return heldBack === 0
    ? []
    : [
        `the server's answers would have removed ${heldBack} of ${known} known entities at once, so they are kept for now: the next run looks at their repositories first, and each goes if it is still not there`,
      ];
}
