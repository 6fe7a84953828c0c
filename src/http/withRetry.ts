import { TransportError, TransportFailureKind } from './transportErrors';
import {
  HttpFetch,
  HttpObserver,
  HttpRequest,
  HttpResponse,
  RequestLine,
} from './types';
import { sleep } from './untilAborted';

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
 * retried: a certificate that is not accepted; a request that changes
 * something, since it may have done so though its answer was lost; any other
 * status, a body that is too large, a host that is down, and an error that is
 * not about the request, which is a bug of ours.
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
    const { signal, maxRetries = Infinity, retriesSpent = 0 } = request;
    const retries = isSafe(request)
      ? Math.min(options.maxRetries, maxRetries) - retriesSpent
      : 0;
    let internalErrors = 0;
    signal?.throwIfAborted();
    if (retriesSpent > 0) {
      // It asks for less than one that took too long, and so asks again.
      observer?.onRetry(request);
    }

    const isUntilLater = ({ status }: HttpResponse) => {
      internalErrors += status === INTERNAL_SERVER_ERROR ? 1 : 0;
      return (
        retryStatusCodes.includes(status) &&
        (status !== INTERNAL_SERVER_ERROR || internalErrors === 1)
      );
    };

    for (let retry = 0; ; retry += 1) {
      const isLast = retry >= retries;
      try {
        const response = await next(request);
        if (isLast || !isUntilLater(response)) {
          return response;
        }
      } catch (error) {
        if (isLast || signal?.aborted || !mayPass(error, { request })) {
          throw error;
        }
      }
      await sleep(toDelayMs(retry), { signal });
      observer?.onRetry(request);
    }
  };
}

/** Exponential, and longer by chance, so that several clients part. */
function toDelayMs(retry: number): number {
  const delayMs = FIRST_DELAY_MS * 2 ** retry * (1 + Math.random());
  return Math.min(MAX_DELAY_MS, delayMs);
}

/** Whether it may be made twice, whatever became of the first. */
function isSafe({ method = 'GET' }: RequestLine): boolean {
  return method === 'GET' || method === 'HEAD';
}

function mayPass(
  error: unknown,
  { request }: { request: HttpRequest },
): boolean {
  if (!(error instanceof TransportError)) {
    return false;
  }
  return error.kind === 'timeout' && request.canAskForLess
    ? false
    : PASSING.includes(error.kind);
}
