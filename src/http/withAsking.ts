import { HttpFetch } from './types';

/** Wraps a fetch so that whoever asks knows for how long, with all waits and retries. */
export function withAsking(fetch: HttpFetch): HttpFetch {
  return request => {
    const end = request.onAsking?.();
    return end ? fetch(request).finally(end) : fetch(request);
  };
}
