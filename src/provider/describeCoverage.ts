import { describeNumber } from '../report';
import { describeDuration } from './describeDuration';
import { Coverage } from './toCoverage';

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
