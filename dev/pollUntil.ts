import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 200;

/**
 * Asks again and again until the answer is defined, and gives it.
 *
 * @remarks
 * Throws once `deadlineMs` is over, with the last error there was.
 */
export async function pollUntil<T>(
  what: string,
  options: { deadlineMs: number; ask: () => Promise<T | undefined> },
): Promise<T> {
  const { deadlineMs, ask } = options;
  const endsAt = Date.now() + deadlineMs;
  let lastError: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== undefined) {
        return answer;
      }
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await sleep(PAUSE_MS);
  } while (Date.now() < endsAt);
  throw new Error(`Waited ${deadlineMs / 1000} s in vain until ${what}`, {
    cause: lastError,
  });
}
