import { toCount, toSeconds } from '../figures/format';
import { toIdealBucketMs } from '../figures/idealTimes';
import { withServer } from '../sweep/withServer';
import type { BenchCase } from '../types';

const repositories = 600;
const files = 150;
const bucket = { capacity: 20, refillPerSecond: 20 };
const runs = 6;

/**
 * Runs that are far too short for the server, each of which ends by itself.
 */
export const shortFrequency: BenchCase = {
  name: 'short-frequency',
  title:
    '600 repositories behind 20 requests a second, frequency PT12S and timeout PT15S',
  async run() {
    const ours = await withServer(
      {
        generate: { projects: 6, repositoriesPerProject: 100, filesEvery: 4 },
        faults: { latencyMs: 20, tokenBucket: bucket },
      },
      sweep =>
        sweep('ours', {
          schedule: { frequency: 'PT12S', timeout: 'PT15S' },
          runs,
        }),
    );
    const idealMs = toIdealBucketMs({
      requests: repositories,
      capacity: bucket.capacity,
      refillPerSecond: bucket.refillPerSecond,
    });
    return {
      idealMs,
      measurements: [ours],
      checks: [
        {
          figure: 'failed runs',
          ours: `${ours.failures.length} of ${runs}`,
          bar: 'none',
          isMet: ours.failures.length === 0,
        },
        {
          figure: 'found',
          ours: `${toCount(ours.entities)} of ${toCount(files)}`,
          bar: 'all',
          isMet: ours.entities === files,
        },
        {
          figure: 'a run',
          ours: toSeconds(ours.durationMs / runs),
          bar: 'at most 12 s',
          isMet: ours.durationMs / runs <= 12_000,
        },
      ],
    };
  },
};
