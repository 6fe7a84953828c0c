import { checkCompleteness } from '../figures/checkCompleteness';
import { toIdealBucketMs } from '../figures/idealTimes';
import { withServer } from '../sweep/withServer';
import type { BenchCase } from '../types';

const fasterBy = 100;
const projects = 200;
const repositories = 50_000;
const refillPerSecond = 5;
const capacity = 60;
const maxRatio = 1.15;

/**
 * A large server behind Bitbucket's own limiter, with the schedule that a
 * provider has where nobody sets one.
 */
export const defaultSchedule: BenchCase = {
  name: 'default-schedule',
  title: `50,000 repositories in 200 projects behind 5 requests a second, with all defaults; time runs ${fasterBy} times faster`,
  async run() {
    const ours = await withServer(
      {
        generate: {
          projects,
          repositoriesPerProject: repositories / projects,
          filesEvery: 10,
        },
        faults: {
          tokenBucket: {
            capacity,
            refillPerSecond: refillPerSecond * fasterBy,
          },
        },
      },
      sweep => sweep('ours', { fasterBy, runsUntil: 'full', runs: 12 }),
    );
    const idealMs = toIdealBucketMs({
      requests: repositories + projects,
      capacity,
      refillPerSecond,
    });
    const ratio = ours.durationMs / idealMs;
    return {
      idealMs,
      measurements: [ours],
      checks: [
        {
          figure: 'time until complete, against the ideal',
          ours: ratio.toFixed(2),
          bar: `at most ${maxRatio}`,
          isMet: ratio <= maxRatio && ours.mutation === 'full',
        },
        checkCompleteness({ ours: [ours], expected: repositories / 10 }),
      ],
    };
  },
};
