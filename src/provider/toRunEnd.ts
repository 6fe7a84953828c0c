import { RememberedRun } from '../memory';
import type { HeldAnswers } from '../telemetry';
import { RunUnderWay } from './RunOptions';
import { RunRepositories } from './RunRepositories';

export function toRunEnd(
  { report }: Pick<RunUnderWay, 'report'>,
  end: Pick<RememberedRun, 'ending' | 'reason'>,
): Omit<RememberedRun, 'startedAt'> {
  const { looks, unknown, requests } = report;
  return { ...end, endedAt: Date.now(), looks, unknown, requests };
}

/** How much of a server a run has looked at, and how old the rest is. */
export interface Coverage {
  readonly lookedAt: number;
  readonly total: number;
  /** Of those that were not looked at, those that are known not to have changed. */
  readonly unmoved: number;
  /** Of those that nobody has looked at yet. */
  readonly never: number;
  /** When the one of all the others was looked at that was looked at longest ago. */
  readonly oldestAt: number;
}

export function toCoverage(
  repositories: RunRepositories,
  { now }: { now: number },
): Coverage {
  const coverage = {
    ...{ lookedAt: 0, total: 0, unmoved: 0, never: 0 },
    oldestAt: now,
  };
  for (const { row, result, isLeftOut, isUnmoved } of repositories) {
    if (isLeftOut) {
      continue;
    }
    coverage.total += 1;
    if (result) {
      coverage.lookedAt += 1;
    } else if (isUnmoved) {
      coverage.unmoved += 1;
    } else if (row?.lookedAt === undefined) {
      coverage.never += 1;
    } else {
      coverage.oldestAt = Math.min(coverage.oldestAt, row.lookedAt);
    }
  }
  return coverage;
}

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
