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
 * A controller that has ended nothing serves the next attempt: to make one,
 * and its signal, costs more than all else that this layer does.
 *
 * @internal
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
      return await next({ ...request, signal: attempt.signal });
    } finally {
      clearTimeout(timer);
      if (signal) {
        watch.delete(signal, abort);
      }
      if (!attempt.signal.aborted) {
        unused.push(attempt);
      }
    }
  };
}
