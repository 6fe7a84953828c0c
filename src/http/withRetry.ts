import pRetry from 'p-retry';
import { TransportError, TransportFailureKind } from './transportErrors';
import {
  HttpFetch,
  HttpObserver,
  HttpRequest,
  HttpResponse,
  RequestLine,
} from './types';

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;
const INTERNAL_SERVER_ERROR = 500;
/** What may be over a moment later. */
const PASSING: readonly TransportFailureKind[] = ['unreachable', 'timeout'];

/**
 * Asks again after a failure that may pass.
 *
 * @remarks
 * Retried, up to `maxRetries` times with exponential backoff and jitter: a
 * network error, a timeout, and the statuses listed. A 500 is retried a
 * single time, since it mostly is the answer to this one address. Never
 * retried: a certificate that is not accepted, a request that changes something, since it may have done so though
 * its answer was lost; any other status, a body that is too large, a host that is down,
 * and an error that is not about the request, which is a bug of ours.
 *
 * @internal
 */
export function withRetry(
  next: HttpFetch,
  options: {
    maxRetries: number;
    retryStatusCodes: readonly number[];
    observer?: HttpObserver;
  },
): HttpFetch {
  const { retryStatusCodes, observer } = options;
  return async request => {
    if (!isSafe(request)) {
      return next(request);
    }
    const { maxRetries = Infinity, retriesSpent = 0 } = request;
    const retries = Math.min(options.maxRetries, maxRetries) - retriesSpent;
    let internalErrors = 0;
    try {
      return await pRetry(
        async attempt => {
          if (attempt > 1) {
            observer?.onRetry(request);
          }
          const response = await next(request);
          if (response.status === INTERNAL_SERVER_ERROR) {
            internalErrors += 1;
          }
          if (retryStatusCodes.includes(response.status)) {
            throw new ListedStatus(response);
          }
          return response;
        },
        {
          retries: Math.max(0, retries),
          minTimeout: FIRST_DELAY_MS,
          maxTimeout: MAX_DELAY_MS,
          randomize: true,
          signal: request.signal,
          shouldRetry: ({ error }) =>
            mayPass(error, { internalErrors, request }),
        },
      );
    } catch (error) {
      if (error instanceof ListedStatus) {
        return error.response;
      }
      // p-retry takes a reason that is no Error for a bug.
      request.signal?.throwIfAborted();
      throw error;
    }
  };
}

/** Whether it may be made twice, whatever became of the first. */
function isSafe({ method = 'GET' }: RequestLine): boolean {
  return method === 'GET' || method === 'HEAD';
}

function mayPass(
  error: Error,
  options: { internalErrors: number; request: HttpRequest },
): boolean {
  if (error instanceof ListedStatus) {
    return (
      error.response.status !== INTERNAL_SERVER_ERROR ||
      options.internalErrors === 1
    );
  }
  if (!(error instanceof TransportError)) {
    return false;
  }
  return error.kind === 'timeout' && options.request.canAskForLess
    ? false
    : PASSING.includes(error.kind);
}

/** An answer on its way through the retries, which know errors alone. */
class ListedStatus extends Error {
  readonly response: HttpResponse;

  constructor(response: HttpResponse) {
    super(`status ${response.status}`);
    this.response = response;
  }
}
