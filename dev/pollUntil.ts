import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 200;
/**
 * Longer than anything takes, also on a machine that does other things as well:
 * only what never comes waits so long.
 */
export const POLL_DEADLINE_MS = 180_000;

/**
 * Asks again and again until the answer is defined, and gives it.
 *
 * @remarks
 * Throws once `deadlineMs` is over, with the last error there was. A test needs
 * none of its own: where it matters how soon something comes, the test sees to it
 * that nothing else can bring it at all.
 */
export async function pollUntil<T>(
  what: string,
  options: { ask: () => Promise<T | undefined>; deadlineMs?: number },
): Promise<T> {
  const { ask, deadlineMs = POLL_DEADLINE_MS } = options;
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
