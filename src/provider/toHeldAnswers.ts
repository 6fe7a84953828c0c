import type { HeldAnswers } from '../telemetry';
import { RunRepositories } from './RunRepositories';

/**
 * What a run leaves behind: how old the oldest definite answer is, and how many
 * repositories have stayed without one at their last look. What a filter leaves
 * out is not looked at, and does not count.
 */
export function toHeldAnswers(
  repositories: RunRepositories,
  { now }: { now: number },
): HeldAnswers {
  let oldestMs: number | undefined;
  let unknown = 0;
  for (const { row, result, isLeftOut } of repositories) {
    if (isLeftOut) {
      continue;
    }
    const isUnknown = result ? result === 'unknown' : row?.unknown !== undefined;
    unknown += isUnknown ? 1 : 0;
    const lookedAt = result === 'definite' ? now : row?.lookedAt;
    if (lookedAt !== undefined) {
      oldestMs = Math.max(oldestMs ?? 0, now - lookedAt);
    }
  }
  return { oldestMs, unknown };
}
