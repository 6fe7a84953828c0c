import { RequestTimeoutError } from './transportErrors';
import { HttpFetch } from './types';

/** What is saved to a file is as large as it is. */
const SAVING_TIMEOUT_MS = 15 * 60_000;

/**
 * Ends an attempt that takes longer than `timeoutMs`, body included.
 *
 * @internal
 */
export function withTimeout(
  next: HttpFetch,
  options: { timeoutMs: number },
): HttpFetch {
  return async request => {
    const { signal, method, url, saveBodyTo } = request;
    const timeoutMs = saveBodyTo ? SAVING_TIMEOUT_MS : options.timeoutMs;
    signal?.throwIfAborted();
    const attempt = new AbortController();
    const abort = () => attempt.abort(signal?.reason);
    const timer = setTimeout(
      () => attempt.abort(new RequestTimeoutError({ method, url, timeoutMs })),
      timeoutMs,
    );
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await next({ ...request, signal: attempt.signal });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  };
}
