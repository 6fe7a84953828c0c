import { HostBudget } from './HostBudget';
import {
  HostDownError,
  TransportError,
  TransportFailureKind,
} from './transportErrors';
import { HttpFetch, HttpRequest, HttpResponse, RequestLine } from './types';
import { untilAborted } from './untilAborted';

/** So many failures in a row, and the host may be down. */
const FAILURES_IN_A_ROW = 20;
/** What counts as one, besides a 5xx. */
const FAILURES: readonly TransportFailureKind[] = [
  'unreachable',
  'certificate',
  'timeout',
];
/** A host that is down is left alone for so long. */
const DOWN_MS = 60_000;

/**
 * Closes the host's budget when nothing but failures comes back.
 *
 * @remarks
 * A failure is an attempt that ended in a network error, a certificate that is
 * not accepted, a timeout, a 5xx, or an answer that is none of the API's, as
 * that of a firewall that suddenly stands before it.
 * One broken project can give twenty of them in a row on a server that is
 * well, so a cheap address that always answers is asked before the host
 * counts as down.
 */
export function withHealthCheck(
  next: HttpFetch,
  options: {
    budget: HostBudget;
    probeUrl: string;
    /** Whether an answer is none of the API's; none is by default. */
    isForeign?: (response: HttpResponse, request: RequestLine) => boolean;
  },
): HttpFetch {
  const { budget, probeUrl, isForeign = () => false } = options;
  let failures = 0;
  let probe: Promise<void> | undefined;

  const findFailure = (response: HttpResponse, request: RequestLine) => {
    const { status } = response;
    if (status >= 500) {
      return `status ${status}`;
    }
    return isForeign(response, request)
      ? `status ${status} that is not the API's; a firewall, a proxy or a login page may stand before it`
      : undefined;
  };

  const attempt = async (request: HttpRequest) => {
    const failure = findFailure(await next(request), request);
    if (failure) {
      throw new Error(failure);
    }
  };

  // Without the signal: the run that asks first must not end it for others.
  const probeHost = async (request: HttpRequest) => {
    try {
      await attempt({
        ...request,
        method: 'GET',
        url: probeUrl,
        body: undefined,
        saveBodyTo: undefined,
        signal: undefined,
      });
      failures = 0;
    } catch (error) {
      const cause = error as Error;
      budget.close({
        durationMs: DOWN_MS,
        reason: ({ method, url }) =>
          new HostDownError({ method, url, failures, cause }),
      });
    }
  };

  const noteFailure = async (request: HttpRequest) => {
    failures += 1;
    if (failures >= FAILURES_IN_A_ROW) {
      probe ??= probeHost(request).finally(() => {
        probe = undefined;
      });
      await untilAborted(probe, request);
    }
  };

  return async request => {
    try {
      const response = await next(request);
      if (findFailure(response, request)) {
        await noteFailure(request);
      } else {
        failures = 0;
      }
      return response;
    } catch (error) {
      if (error instanceof TransportError && FAILURES.includes(error.kind)) {
        await noteFailure(request);
      }
      throw error;
    }
  };
}
