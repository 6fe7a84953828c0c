import { HttpFetch } from './types';

/**
 * Tells whoever asked that a request is sent, and how it was answered.
 */
export function withRequestCount(next: HttpFetch): HttpFetch {
  return async request => {
    request.onRequest?.();
    const response = await next(request);
    request.onAnswer?.({ url: request.url, status: response.status });
    return response;
  };
}
