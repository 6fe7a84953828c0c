import { describeNumber } from '../report';
import { RowCounts } from './countRows';
import { NextRun } from './planNextRun';

/**
 * Says what the next run will do, as far as memory tells: what a list shows for
 * the first time comes on top.
 */
export function describeNextRun(
  { isUnderWay }: NextRun,
  options: {
    counts: Pick<RowCounts, 'total' | 'leftOut' | 'urgent'>;
    hasRun: boolean;
    /** Whether answers may grow old. */
    mayWait: boolean;
  },
): string {
  const { counts, hasRun, mayWait } = options;
  const { total, leftOut, urgent } = counts;
  const start = isUnderWay ? 'one is under way; the one after it' : 'it';
  if (!hasRun && total === 0) {
    return `${start} reads all lists, and looks at all repositories that they show`;
  }
  const rest = total - leftOut - urgent;
  const others = mayWait
    ? `of the other ${describeNumber(rest)} at those that have changed or whose turn it is`
    : `then at the other ${describeNumber(rest)}, those looked at longest ago first, as far as its time reaches`;
  return `${start} reads all lists, looks at ${describeNumber(
    urgent,
  )} repositories at once, and ${others}`;
}
