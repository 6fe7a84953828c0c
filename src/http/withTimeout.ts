import { AbortWatch } from './AbortWatch';
import { RequestTimeoutError } from './transportErrors';
import { HttpFetch } from './types';

/** What is saved to a file is as large as it is. */
const SAVING_TIMEOUT_MS = 15 * 60_000;

/**
 * Ends an attempt that takes longer than `timeoutMs`, body included, or whose
 * run is aborted.
 *
 * @remarks
 * A controller whose attempt was answered serves the next one: to make one,
 * and its signal, costs more than all else that this layer does. After a
 * failure node-fetch may leave a listener on the signal.
 */
export function withTimeout(
  next: HttpFetch,
  options: { timeoutMs: number },
): HttpFetch {
  const watch = new AbortWatch();
  const unused: AbortController[] = [];
  return async request => {
    const { signal, method, url, saveBodyTo } = request;
    const timeoutMs = saveBodyTo ? SAVING_TIMEOUT_MS : options.timeoutMs;
    signal?.throwIfAborted();
    const attempt = unused.pop() ?? new AbortController();
    const abort = (reason: unknown) => attempt.abort(reason);
    const timer = setTimeout(
      () => abort(new RequestTimeoutError({ method, url, timeoutMs })),
      timeoutMs,
    );
    if (signal) {
      watch.add(signal, abort);
    }
    try {
      const response = await next({ ...request, signal: attempt.signal });
      if (!attempt.signal.aborted) {
        unused.push(attempt);
      }
      return response;
    } finally {
      clearTimeout(timer);
      if (signal) {
        watch.delete(signal, abort);
      }
    }
  };
}
