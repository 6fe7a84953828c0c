import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pollUntil } from './pollUntil';
import { ReadsRig } from './rig/ReadsRig';

const SECOND_MS = 1_000;
/** So many more may be refused, as reads come in waves. */
const HANDFUL = 5;

describe('the reads of a catalog', () => {
  const databaseFolder = mkdtempSync(path.join(tmpdir(), 'reads-'));
  let onDisk: ReadsRig;
  let limited: ReadsRig;

  beforeAll(async () => {
    onDisk = await ReadsRig.create({
      files: 60,
      processingInterval: { seconds: 4 },
      databaseFolder,
      // No file is read for its age within the hour.
      integration: { reads: { checksPerMinute: 0 } },
    });
    limited = await ReadsRig.create({
      files: 50,
      definitions: 10,
      processingInterval: { seconds: 5 },
      // The age of 60 files is 15 seconds.
      integration: { reads: { checksPerMinute: 240 } },
    });
    await Promise.all([onDisk.start(), limited.start()]);
  });

  afterAll(async () => {
    await Promise.all([onDisk?.stop(), limited?.stop()]);
    rmSync(databaseFolder, { recursive: true });
  });

  it.concurrent('are answered without a request after a restart, where the database is a file', async () => {
    await onDisk.backend.stop();
    await onDisk.standIn.resetStats();
    await onDisk.start();
    await sleep(10 * SECOND_MS);
    expect(await onDisk.readsSoFar()).toBe(0);
  });

  it.concurrent('are refused at most 5 times to 100 answers once the pace of a limiter of 5 a second is learnt, and leave no file in error', async () => {
    const tokenBucket = { capacity: 5, refillPerSecond: 5 };
    await limited.standIn.setFaults({ tokenBucket });
    await limited.standIn.resetStats();
    await pollUntil('the limiter has let 60 reads through', {
      ask: async () => {
        const { byStatus } = await limited.standIn.stats();
        return (byStatus['200'] ?? 0) >= 60 || undefined;
      },
    });
    await limited.standIn.resetStats();
    await sleep(25 * SECOND_MS);
    const { requests, byStatus } = await limited.standIn.stats();
    const refused = byStatus['429'] ?? 0;
    const answered = requests - refused;
    expect(answered).toBeGreaterThan(30);
    expect(refused).toBeLessThanOrEqual(HANDFUL + answered * (5 / 100));
    expect(await limited.findFailing()).toEqual([]);
  });

  it.concurrent('show a change that nobody tells of once the age of 60 files is over', async () => {
    await limited.write(3, { title: 'found' });
    await limited.expectShown(3, { title: 'found' });
  });
});
