import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stopAll } from './processes';

/**
 * Runs a check in a temporary folder, says how it ended, and leaves neither
 * the folder nor a process behind.
 */
export async function runCheck(
  check: (options: { temp: string }) => Promise<void>,
  { passed }: { passed: string },
): Promise<void> {
  // With its process gone, the step under way fails and all is cleaned up.
  process.once('SIGINT', stopAll);
  process.once('SIGTERM', stopAll);

  const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'check-'));
  try {
    await check({ temp });
    console.log(`\n${passed}`);
  } catch (error) {
    console.error('\n', error);
    process.exitCode = 1;
  } finally {
    await stopAll();
    fs.rmSync(temp, { recursive: true, force: true, maxRetries: 5 });
  }
}
