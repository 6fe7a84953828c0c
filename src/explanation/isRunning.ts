import { ProviderConfig } from '../config';
import { RememberedRun } from '../memory';
import { toMs } from '../provider';

/**
 * Whether the last run is under way. One that was killed never ends, so that
 * its timeout tells.
 */
export function isRunning(
  { startedAt, ending }: RememberedRun,
  options: Pick<ProviderConfig, 'schedule'> & { now: number },
): boolean {
  const { schedule, now } = options;
  return ending === 'running' && now - startedAt < toMs(schedule.timeout);
}
