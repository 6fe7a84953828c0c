import { HostBudget } from './HostBudget';
import { parseRetryAfter } from './parseRetryAfter';
import { RefusedAddresses } from './RefusedAddresses';
import { RetryAfterTooLongError, toWaitTooLong } from './transportErrors';
import {
  HttpFetch,
  HttpObserver,
  HttpRequest,
  HttpResponse,
  RequestLine,
  Turn,
} from './types';
import { sleep } from './untilAborted';

const TOO_MANY_REQUESTS = 429;
const SERVICE_UNAVAILABLE = 503;
const SERVER_ERRORS = 500;
/** A run does not wait longer than this for a server that refuses. */
const MAX_RETRY_AFTER_MS = 15 * 60_000;
/** An address that is refused alone, without a word how long, is left alone for so long. */
const LEFT_ALONE_MS = 1_000;
/** So many times an address is refused alone, and then given up. */
const TIMES_ALONE = 6;

/**
 * Lets a request wait for the host's budget, and again after every refusal.
 *
 * @remarks
 * A 429 is no failure: nothing is wrong but the time. The request goes back
 * to the line until it is answered or aborted, so a refusal uses up no
 * retry. A 503 with `Retry-After` holds the host as well, but is left to the
 * retries. What {@link RefusedAddresses} finds to be the trouble of one
 * address holds that address alone, and after a few times a 429 is its answer.
 */
export function withPace(
  next: HttpFetch,
  options: {
    budget: HostBudget;
    observer?: HttpObserver;
    /** False hands a 429 to the caller like any other answer. */
    waitsAfterRefusal: boolean;
    /** A cheap address that answers whenever the host does. */
    probeUrl: string;
  },
): HttpFetch {
  const { budget, observer, waitsAfterRefusal, probeUrl } = options;
  const refusals = new RefusedAddresses({ budget });

  /** Tells the budget what an answer says about the pace. */
  const learnFrom = (
    response: HttpResponse,
    { request, turn }: { request: RequestLine; turn: Turn },
  ) => {
    const { url } = request;
    const { status, headers } = response;
    const isRefusal = status === TOO_MANY_REQUESTS;
    if (!isRefusal && status < SERVER_ERRORS) {
      budget.answered(turn);
      refusals.answered(url);
      return;
    }
    const retryAfterMs =
      isRefusal || status === SERVICE_UNAVAILABLE
        ? parseRetryAfter(headers.get('retry-after'), {
            now: Date.now(),
            date: headers.get('date'),
          })
        : undefined;
    if (!isRefusal && retryAfterMs === undefined) {
      return;
    }
    const isAlone = refusals.refused(url, {
      turn,
      retryAfterMs: retryAfterMs ?? LEFT_ALONE_MS,
    });
    if (retryAfterMs !== undefined && retryAfterMs > MAX_RETRY_AFTER_MS) {
      const reason = (line: RequestLine) =>
        toLongRefusal(line, { retryAfterMs });
      if (!isAlone) {
        budget.close({ durationMs: retryAfterMs, reason });
      }
      throw reason(request);
    }
    if (isAlone) {
      return;
    }
    if (isRefusal) {
      budget.refused(turn, { retryAfterMs });
    } else if (retryAfterMs !== undefined) {
      budget.hold(retryAfterMs);
    }
  };

  const ask = (
    request: HttpRequest,
    wait: { isAgain: boolean; maxWaitMs?: number },
  ) => {
    const askedAt = performance.now();
    return budget.run(async turn => {
      observer?.onWaited(request, { waitedMs: performance.now() - askedAt });
      const response = await next(request);
      learnFrom(response, { request, turn });
      return response;
    }, request, wait);
  };

  /** Waits until an address may be asked that wants to be left alone. */
  const leaveAlone = async (
    request: HttpRequest,
    { waitMs, restMs }: { waitMs: number; restMs: number },
  ) => {
    if (waitMs > MAX_RETRY_AFTER_MS) {
      throw toLongRefusal(request, { retryAfterMs: waitMs });
    }
    await sleep(Math.min(waitMs, restMs), request);
    if (waitMs > restMs) {
      throw toWaitTooLong(request, { restMs });
    }
  };

  /** Whoever is refused again and again finds out whether others are too. */
  const askForProbe = async (request: HttpRequest) => {
    const { signal, maxWaitMs } = request;
    await ask(
      {
        ...request,
        method: 'GET',
        url: probeUrl,
        body: undefined,
        saveBodyTo: undefined,
      },
      { isAgain: true, maxWaitMs },
    ).catch(() => signal?.throwIfAborted());
  };

  return async request => {
    const { url, maxWaitMs } = request;
    const giveUpAt = performance.now() + (maxWaitMs ?? Infinity);
    for (;;) {
      const waitMs = refusals.waitMs(url);
      if (waitMs > 0) {
        const restMs = Math.max(0, giveUpAt - performance.now());
        await leaveAlone(request, { waitMs, restMs });
      }
      if (refusals.isUntold(url)) {
        await askForProbe(request);
      }
      const response = await ask(request, {
        isAgain: refusals.goesFirst(url),
        maxWaitMs: maxWaitMs && Math.max(0, giveUpAt - performance.now()),
      });
      if (
        response.status !== TOO_MANY_REQUESTS ||
        !waitsAfterRefusal ||
        request.maxRetries === 0 ||
        refusals.timesAlone(url) >= TIMES_ALONE
      ) {
        return response;
      }
    }
  };
}

function toLongRefusal(
  { method, url }: RequestLine,
  { retryAfterMs }: { retryAfterMs: number },
): RetryAfterTooLongError {
  return new RetryAfterTooLongError({
    method,
    url,
    retryAfterMs,
    maxMs: MAX_RETRY_AFTER_MS,
  });
}
