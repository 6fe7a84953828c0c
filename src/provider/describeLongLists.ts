import { ProviderConfig } from '../config';
import { describeDuration } from './describeDuration';
import { RunClock, toEveryMs } from './RunClock';

/**
 * Warns where reading the lists alone has taken all the time of a run; nothing
 * where it has not.
 */
export function describeLongLists(options: {
  schedule: ProviderConfig['schedule'];
  clock: Pick<RunClock, 'listedMs' | 'lookingMs'>;
}): string[] {
  const { schedule, clock } = options;
  const { listedMs, lookingMs } = clock;
  if (listedMs < lookingMs) {
    return [];
  }
  const key =
    toEveryMs(schedule) === undefined
      ? 'schedule.timeout'
      : 'schedule.frequency and schedule.timeout';
  return [
    `the lists alone took ${describeDuration(
      listedMs,
    )}, and a run has ${describeDuration(
      lookingMs,
    )} for everything: too little to look at repositories. Make ${key} longer`,
  ];
}
