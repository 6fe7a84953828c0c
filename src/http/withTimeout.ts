import { RequestTimeoutError } from './transportErrors';
import { HttpFetch } from './types';

/**
 * Ends an attempt that takes longer than `timeoutMs`, body included.
 *
 * @internal
 */
export function withTimeout(
  next: HttpFetch,
  { timeoutMs }: { timeoutMs: number },
): HttpFetch {
  return async request => {
    const { signal, method, url } = request;
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
