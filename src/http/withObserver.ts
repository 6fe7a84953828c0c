import { BodyTooLargeError } from './BodyTooLargeError';
import { NetworkError } from './NetworkError';
import { RequestTimeoutError } from './RequestTimeoutError';
import { HttpEnding, HttpFetch, HttpObserver, HttpRequest } from './types';

/**
 * Tells an observer how each request that is sent ends.
 *
 * @internal
 */
export function withObserver(
  next: HttpFetch,
  { observer }: { observer?: HttpObserver },
): HttpFetch {
  return async request => {
    let ending: HttpEnding = 'error';
    try {
      const response = await next(request);
      ending = response.status;
      return response;
    } catch (error) {
      ending = toEnding(error, request);
      throw error;
    } finally {
      observer?.onEnd(request, ending);
    }
  };
}

function toEnding(error: unknown, { signal }: HttpRequest): HttpEnding {
  if (error instanceof RequestTimeoutError) {
    return 'timeout';
  }
  if (error instanceof NetworkError) {
    return 'network';
  }
  if (error instanceof BodyTooLargeError) {
    return 'too-large';
  }
  return signal?.aborted ? 'aborted' : 'error';
}
