import { setMaxListeners } from 'node:events';

/**
 * Waits for a promise, but no longer than until a signal is aborted, and
 * throws the signal's reason then. Without a signal it waits for the promise.
 */
export async function untilAborted<T>(
  promise: Promise<T>,
  { signal }: { signal?: AbortSignal },
): Promise<T> {
  if (!signal) {
    return promise;
  }
  // Nobody waits for it any more once the signal is aborted.
  promise.catch(() => {});
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
  });
  // Many may wait for one signal; Node would warn of a leak.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Waits for the end of some work, but no longer than that; says whether it has ended. */
export async function endsWithin(
  limitMs: number,
  work: Promise<unknown>,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>(resolve => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([work.then(() => true), limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for so long, or throws the reason of the signal as soon as it is aborted. */
export function sleep(
  delayMs: number,
  { signal }: { signal?: AbortSignal },
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, delayMs);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
