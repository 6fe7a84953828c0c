import { ProviderConfig } from '../config';
import { describeNumber } from '../report';
import { describeDuration } from './describeDuration';
import { RunEnding } from './endRun';
import { RunClock, toEveryMs } from './RunClock';
import { Coverage } from './toRunEnd';

/**
 * Says how much of a server a run has looked at, and how old what is
 * remembered of the rest may be, or when all of it will have been looked at;
 * undefined where it has looked at everything.
 */
export function describeCoverage(
  { lookedAt, total, unmoved, never, oldestAt }: Coverage,
  options: {
    now: number;
    /** How long it is from run to run; undefined where the schedule does not say. */
    everyMs?: number;
  },
): string | undefined {
  if (lookedAt >= total) {
    return undefined;
  }
  const looked = `looked at ${describeNumber(lookedAt)} of ${describeNumber(
    total,
  )} repositories${
    unmoved === 0
      ? ''
      : `; ${describeNumber(unmoved)} are known not to have changed`
  }`;
  if (lookedAt + unmoved >= total) {
    return looked;
  }
  if (never === 0) {
    return `${looked}; all ${
      unmoved === 0 ? 'of them' : 'others'
    } were looked at within the last ${describeDuration(
      options.now - oldestAt,
    )}`;
  }
  const rest = `${looked}; ${describeNumber(never)} were not looked at yet`;
  if (lookedAt === 0) {
    return `${rest}, and the next run goes on with them`;
  }
  const runs = Math.ceil(never / lookedAt);
  return options.everyMs === undefined
    ? `${rest}, which takes about ${describeNumber(runs)} more runs`
    : `${rest}, which takes about ${describeDuration(
        runs * options.everyMs,
      )} more`;
}

/** Warns of removals that wait for a second look; nothing where there are none. */
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

/** Warns where reading the lists alone has taken all the time of a run. */
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
