import { CronTime } from 'cron';
import { ProviderConfig } from '../config';
import { ProviderState } from '../memory';
import { toEveryMs, toMs } from '../provider';

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
  { state, now }: { state: ProviderState; now: number },
): NextRun {
  const { startedAt, ending } = state;
  const { frequency, timeout } = schedule;
  const isUnderWay =
    ending === 'running' &&
    startedAt !== undefined &&
    // One that was killed never ends.
    now - startedAt < toMs(timeout);
  if ('trigger' in frequency) {
    return { isUnderWay };
  }
  if ('cron' in frequency) {
    const next = new CronTime(frequency.cron).getNextDateFrom(new Date(now));
    return { at: next.toMillis(), isUnderWay };
  }
  const everyMs = toEveryMs(schedule) ?? 0;
  const at = startedAt === undefined ? now : startedAt + everyMs;
  return { at: Math.max(at, now), isUnderWay };
}
