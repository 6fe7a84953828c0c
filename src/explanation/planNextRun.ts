import { CronTime } from 'cron';
import { ProviderConfig } from '../config';
import { RememberedRun } from '../memory';
import { toEveryMs, toMs } from '../provider';
import { describeNumber } from '../report';
import { RowCounts } from './countRows';

/** When a provider runs next; `at` is undefined where that is up to somebody. */
export interface NextRun {
  readonly at?: number;
  readonly isUnderWay: boolean;
}

/** Says when the next run is due; the scheduler may be late, and people start runs too. */
export function planNextRun(
  { schedule }: Pick<ProviderConfig, 'schedule'>,
  { lastRun, now }: { lastRun?: RememberedRun; now: number },
): NextRun {
  const { frequency } = schedule;
  const isUnderWay =
    lastRun !== undefined && isRunning(lastRun, { schedule, now });
  if ('trigger' in frequency) {
    return { isUnderWay };
  }
  if ('cron' in frequency) {
    const next = new CronTime(frequency.cron).getNextDateFrom(new Date(now));
    return { at: next.toMillis(), isUnderWay };
  }
  const everyMs = toEveryMs(schedule) ?? 0;
  const at = lastRun ? lastRun.startedAt + everyMs : now;
  return { at: Math.max(at, now), isUnderWay };
}

/** Whether a run is under way. One that was killed never ends, so its timeout tells. */
export function isRunning(
  { startedAt, ending }: RememberedRun,
  options: Pick<ProviderConfig, 'schedule'> & { now: number },
): boolean {
  const { schedule, now } = options;
  return ending === 'running' && now - startedAt < toMs(schedule.timeout);
}

/** Says what the next run will do; what lists show for the first time comes on top. */
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
