import { checkCompleteness } from '../figures/checkCompleteness';
import { toSeconds, toTimes } from '../figures/format';
import { toIdealBucketMs } from '../figures/idealTimes';
import { toRefusals } from '../figures/toRefusals';
import type { Measurement } from '../sweep/types';
import { withServer } from '../sweep/withServer';
import type { BenchCase, Check } from '../types';

const projects = 4;
const mostRefusedPer100 = 5;

interface Limiter {
  capacity: number;
  refillPerSecond: number;
  repositoriesPerProject: number;
  /** The time it may take, against the ideal. */
  mostTimes: number;
}

/** None takes more than about a minute. */
const limiters: readonly Limiter[] = [
  {
    capacity: 20,
    refillPerSecond: 20,
    repositoriesPerProject: 150,
    mostTimes: 1.25,
  },
  {
    capacity: 100,
    refillPerSecond: 100,
    repositoriesPerProject: 750,
    mostTimes: 1.25,
  },
  {
    capacity: 30,
    refillPerSecond: 10,
    repositoriesPerProject: 75,
    mostTimes: 1.25,
  },
  {
    capacity: 10,
    refillPerSecond: 2,
    repositoriesPerProject: 25,
    mostTimes: 1.15,
  },
];

function sweepUnder(limiter: Limiter): Promise<Measurement> {
  const { capacity, refillPerSecond, repositoriesPerProject } = limiter;
  return withServer(
    {
      generate: { projects, repositoriesPerProject },
      faults: { latencyMs: 20, tokenBucket: { capacity, refillPerSecond } },
    },
    sweep => sweep('ours'),
  );
}

function check(limiter: Limiter, { swept }: { swept: Measurement }): Check {
  const { capacity, refillPerSecond, mostTimes } = limiter;
  const { answered, refusedPer100 } = toRefusals(swept.stats);
  const idealMs = toIdealBucketMs({ requests: answered, ...limiter });
  const slower = swept.durationMs / idealMs;
  const found = checkCompleteness({
    ours: [swept],
    expected: swept.repositories,
  });
  return {
    figure: `${capacity} refilled at ${refillPerSecond} a second`,
    ours: [
      `${found.ours} files`,
      `${refusedPer100.toFixed(1)} refusals to 100 answers`,
      `${toSeconds(swept.durationMs)}, ${toTimes(slower)} the ideal`,
    ].join('; '),
    ideal: toSeconds(idealMs),
    bar: [
      found.bar,
      `at most ${mostRefusedPer100}`,
      `at most ${mostTimes} times`,
    ].join('; '),
    isMet:
      found.isMet && refusedPer100 <= mostRefusedPer100 && slower <= mostTimes,
  };
}

/**
 * Limiters of other rates than a Bitbucket comes with, each in the first sweep
 * of a process.
 */
export const rates: BenchCase = {
  name: 'rates',
  title: 'token buckets of other sizes, slower and faster',
  async run() {
    const measurements: Measurement[] = [];
    const checks: Check[] = [];
    for (const limiter of limiters) {
      const swept = await sweepUnder(limiter);
      measurements.push(swept);
      checks.push(check(limiter, { swept }));
    }
    return { measurements, checks };
  },
};
