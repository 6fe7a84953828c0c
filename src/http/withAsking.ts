import { HttpFetch } from './types';

/**
 * Wraps a fetch so that whoever asks knows for how long, with all waits and
 * retries.
 */
export function withAsking(fetch: HttpFetch): HttpFetch {
  return async request => {
    const end = request.onAsking?.();
    try {
      return await fetch(request);
    } finally {
      end?.();
    }
  };
}
