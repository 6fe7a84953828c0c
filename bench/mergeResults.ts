import type { Results } from './types';

/**
 * Puts what was measured now in place of the former figures of the same cases.
 */
export function mergeResults(
  before: readonly Results[],
  now: Results,
): Results[] {
  const measured = new Set(now.cases.map(({ name }) => name));
  const kept = before.map(({ machine, cases }) => ({
    machine,
    cases: cases.filter(({ name }) => !measured.has(name)),
  }));
  return [...kept.filter(({ cases }) => cases.length > 0), now];
}
