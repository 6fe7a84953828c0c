import { HttpFetch } from './types';

/**
 * Tells whoever asked that a request is sent.
 *
 * @internal
 */
export function withRequestCount(next: HttpFetch): HttpFetch {
  return request => {
    request.onRequest?.();
    return next(request);
  };
}
