import type { Agent } from 'node:http';
import { HostBudget } from './HostBudget';
import { nodeFetch } from './nodeFetch';
import { HttpFetch, HttpObserver, HttpResponse, RequestLine } from './types';
import { withAsking } from './withAsking';
import { withBatches } from './withBatches';
import { withHeaders } from './withHeaders';
import { withHealthCheck } from './withHealthCheck';
import { withObserver } from './withObserver';
import { withPace } from './withPace';
import { withRetry } from './withRetry';
import { withTimeout } from './withTimeout';

const TOO_MANY_REQUESTS = 429;

/**
 * Creates the fetch of one host: all layers around a request, the outermost
 * last.
 *
 * @remarks
 * A retry pays for its own slot and its own turn, so the pace sits inside the
 * retries. The clock of the timeout starts when the request does, so the
 * timeout sits inside the pace.
 */
export function createHttpFetch(options: {
  headers: Readonly<Record<string, string>>;
  /** Whoever asks the host shares it. */
  budget: HostBudget;
  /** How long one attempt may take, body included. */
  timeoutMs: number;
  maxRetries: number;
  retryStatusCodes: readonly number[];
  /** A cheap address that answers whenever the host is up. */
  probeUrl: string;
  /** Whether an answer is none of the API's. */
  isForeign?: (response: HttpResponse, request: RequestLine) => boolean;
  observer?: HttpObserver;
  /** Node's global one by default. */
  agent?: Agent;
  /** What sends a request in the end; node-fetch by default. */
  transport?: HttpFetch;
}): HttpFetch {
  const { budget, transport = withBatches(nodeFetch) } = options;

  let fetch = withObserver(transport, options);
  fetch = withTimeout(fetch, options);
  fetch = withHealthCheck(fetch, options);
  fetch = withPace(fetch, {
    budget,
    observer: options.observer,
    waitsAfterRefusal: options.retryStatusCodes.includes(TOO_MANY_REQUESTS),
    probeUrl: options.probeUrl,
  });
  fetch = withRetry(fetch, options);
  fetch = withHeaders(fetch, options);
  fetch = withAsking(fetch);
  return fetch;
}
