import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '@backstage/types';
import { ReadsRig } from '../../dev/rig/ReadsRig';
import { toCount } from '../figures/format';
import type { BenchCase } from '../types';

const SECOND_MS = 1_000;
const files = { files: 50, definitions: 10 };

/** Whose reader the catalog reads with. */
type Reader = 'ours' | 'upstream';

/** Starts a backend with the catalog filled, and stops it after the work. */
async function withRig<T>(
  reader: Reader,
  options: {
    processingInterval: JsonObject;
    work: (rig: ReadsRig) => Promise<T>;
  },
): Promise<T> {
  const { processingInterval, work } = options;
  const rig = await ReadsRig.create({
    ...{ ...files, processingInterval },
    ...(reader === 'upstream' && { integration: { reads: { enabled: false } } }),
  });
  try {
    await rig.start();
    return await work(rig);
  } finally {
    await rig.stop();
  }
}

async function countReads(reader: Reader): Promise<number> {
  return withRig(reader, {
    processingInterval: { seconds: 4 },
    work: async rig => rig.countReads({ during: 20 * SECOND_MS }),
  });
}

/** Sets a limiter before the server, and counts what comes of it. */
async function measureLimiter(
  reader: Reader,
): Promise<{ refusals: number; failing: number }> {
  return withRig(reader, {
    processingInterval: { seconds: 5 },
    work: async rig => {
      await rig.standIn.resetStats();
      await rig.standIn.setFaults({
        tokenBucket: { capacity: 5, refillPerSecond: 5 },
      });
      await sleep(25 * SECOND_MS);
      const { byStatus } = await rig.standIn.stats();
      const failing = await rig.findFailing();
      return { refusals: byStatus['429'] ?? 0, failing: failing.length };
    },
  });
}

/**
 * What the catalog reads in rounds in which no file has changed, beside
 * Backstage's own reader.
 */
export const unchangedFiles: BenchCase = {
  name: 'unchanged-files',
  title:
    '50 unchanged files, 10 with `$text`; upstream is the reader of Backstage',
  async run() {
    const reads = {
      ours: await countReads('ours'),
      upstream: await countReads('upstream'),
    };
    const limited = {
      ours: await measureLimiter('ours'),
      upstream: await measureLimiter('upstream'),
    };
    return {
      measurements: [],
      checks: [
        {
          figure: 'reads in 20 s, rounds of 4 to 6 s',
          ours: toCount(reads.ours),
          upstream: toCount(reads.upstream),
          bar: 'at most 4',
          isMet: reads.ours <= 4,
        },
        {
          figure: 'refusals by a limiter of 5 a second in 25 s',
          ours: toCount(limited.ours.refusals),
          upstream: toCount(limited.upstream.refusals),
          bar: 'at most 3',
          isMet: limited.ours.refusals <= 3,
        },
        {
          figure: 'Locations in error after that',
          ours: toCount(limited.ours.failing),
          upstream: toCount(limited.upstream.failing),
          bar: 'none',
          isMet: limited.ours.failing === 0,
        },
      ],
    };
  },
};
