import { checkCompleteness } from '../figures/checkCompleteness';
import { toCount, toSeconds, toTimes } from '../figures/format';
import { toIdealSweepMs } from '../figures/idealTimes';
import { repeat } from '../figures/repeat';
import { toMedian } from '../figures/toMedian';
import { withServer } from '../sweep/withServer';
import type { BenchCase } from '../types';

const latencyMs = 20;
const inFlight = 8;
const maxRequests = 1026;
const upstreamRequests = 1241;
const expected = 200;

/**
 * The case of the comparison: how much faster than upstream, how close to
 * what is possible, and with how many requests.
 */
export const thousandRepositories: BenchCase = {
  name: 'thousand-repositories',
  title:
    '1,000 repositories in 20 projects, 200 with the file, 20 ms an answer',
  async run() {
    const { ours, upstream } = await withServer(
      {
        generate: { projects: 20, repositoriesPerProject: 50, filesEvery: 5 },
        faults: { latencyMs },
        isWarm: true,
      },
      async sweep => ({
        ours: await repeat(3, () => sweep('ours')),
        upstream: await sweep('upstream'),
      }),
    );
    const { durationMs } = toMedian(ours);
    const requests = Math.max(...ours.map(({ stats }) => stats.requests));
    const most = Math.max(...ours.map(({ stats }) => stats.maxInFlight));
    const idealMs = toIdealSweepMs({ requests, latencyMs, inFlight });
    const faster = upstream.durationMs / durationMs;
    const slower = durationMs / idealMs;
    return {
      idealMs,
      measurements: [...ours, upstream],
      checks: [
        {
          figure: 'time, against upstream',
          ours: `${toSeconds(durationMs)}, ${toTimes(faster)} as fast`,
          upstream: toSeconds(upstream.durationMs),
          bar: 'at least 8 times',
          isMet: faster >= 8,
        },
        {
          figure: 'time',
          ours: `${toSeconds(durationMs)}, ${toTimes(slower)} the ideal`,
          ideal: toSeconds(idealMs),
          bar: 'at most 1.3 times',
          isMet: slower <= 1.3,
        },
        {
          figure: 'most requests in flight',
          ours: toCount(most),
          upstream: toCount(upstream.stats.maxInFlight),
          bar: `at most ${inFlight}`,
          isMet: most <= inFlight,
        },
        {
          figure: 'requests',
          ours: toCount(requests),
          upstream: toCount(upstream.stats.requests),
          bar: `at most ${toCount(maxRequests)}, upstream ${toCount(upstreamRequests)}`,
          isMet:
            requests <= maxRequests &&
            upstream.stats.requests === upstreamRequests,
        },
        checkCompleteness({ ours, upstream, expected }),
      ],
    };
  },
};
