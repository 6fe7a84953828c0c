import { setMaxListeners } from 'node:events';

/**
 * Does some work with a signal of its own, which is aborted with the given
 * one, and when the work fails: no request of it goes on behind the caller's
 * back.
 */
export async function endTogether<T>(
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  // Every request listens; Node takes more than ten for a leak.
  setMaxListeners(0, own.signal);
  const stop = () => own.abort(signal.reason);
  signal.throwIfAborted();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await work(own.signal);
  } catch (error) {
    own.abort(error);
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
