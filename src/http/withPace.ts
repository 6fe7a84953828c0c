import { HostBudget } from './HostBudget';
import { parseRetryAfter } from './parseRetryAfter';
import { RetryAfterTooLongError } from './transportErrors';
import { HttpFetch, HttpObserver, HttpResponse, RequestLine } from './types';

const TOO_MANY_REQUESTS = 429;
const SERVICE_UNAVAILABLE = 503;
/** A run does not wait longer than this for a server that refuses. */
const MAX_RETRY_AFTER_MS = 15 * 60_000;
/** A refused request goes back before those of its own priority. */
const AHEAD_OF_ITS_EQUALS = 0.5;

/**
 * Lets a request wait for the host's budget, and again after every refusal.
 *
 * @remarks
 * A 429 is no failure: nothing is wrong but the time. The request goes back
 * to the queue until it is answered or aborted, so a refusal uses up no
 * retry. A 503 with `Retry-After` holds the host as well, but is left to the
 * retries.
 *
 * @internal
 */
export function withPace(
  next: HttpFetch,
  options: {
    budget: HostBudget;
    observer?: HttpObserver;
    /** False hands a 429 to the caller like any other answer. */
    waitsAfterRefusal: boolean;
  },
): HttpFetch {
  const { budget, observer, waitsAfterRefusal } = options;

  /** Tells the budget what an answer says about the pace. */
  const learnFrom = (
    response: HttpResponse,
    { request, number }: { request: RequestLine; number: number },
  ) => {
    const { status, headers } = response;
    const isRefusal = status === TOO_MANY_REQUESTS;
    if (!isRefusal) {
      budget.answered();
    }
    if (!isRefusal && status !== SERVICE_UNAVAILABLE) {
      return;
    }
    const retryAfterMs = parseRetryAfter(headers.get('retry-after'), {
      now: Date.now(),
    });
    if (retryAfterMs !== undefined && retryAfterMs > MAX_RETRY_AFTER_MS) {
      const reason = ({ method, url }: RequestLine) =>
        new RetryAfterTooLongError({
          method,
          url,
          retryAfterMs,
          maxMs: MAX_RETRY_AFTER_MS,
        });
      budget.close({ durationMs: retryAfterMs, reason });
      throw reason(request);
    }
    if (isRefusal) {
      budget.refused(number, { retryAfterMs });
    } else if (retryAfterMs !== undefined) {
      budget.hold(retryAfterMs);
    }
  };

  return async request => {
    const { method, url, signal } = request;
    const ownPriority = request.priority ?? 0;
    let priority = ownPriority;
    for (;;) {
      const askedAt = performance.now();
      const response = await budget.run(
        async number => {
          const waitedMs = performance.now() - askedAt;
          observer?.onWaited(request, { waitedMs });
          const answer = await next(request);
          learnFrom(answer, { request, number });
          return answer;
        },
        { method, url, signal, priority },
      );
      const isFinal = !waitsAfterRefusal || request.maxRetries === 0;
      if (response.status !== TOO_MANY_REQUESTS || isFinal) {
        return response;
      }
      priority = ownPriority + AHEAD_OF_ITS_EQUALS;
    }
  };
}
