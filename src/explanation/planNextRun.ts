import { CronTime } from 'cron';
import { ProviderConfig } from '../config';
import { RememberedRun } from '../memory';
import { toEveryMs } from '../provider';
import { isRunning } from './isRunning';

/**
 * When a provider runs next. `at` is undefined where that is up to somebody,
 * and `now` or earlier where it is due.
 */
export interface NextRun {
  readonly at?: number;
  readonly isUnderWay: boolean;
}

/**
 * Says when the next run is due, as far as schedule and memory tell: the
 * scheduler may be some seconds late, and a run may be started by hand.
 */
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
