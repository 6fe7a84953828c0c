import type { StandInRequest } from './types';

/**
 * One request as it is logged.
 */
export interface LoggedRequest {
  method: string;
  /** The encoded path with its query. */
  path: string;
}

/**
 * A request the stand-in has no answer for, or a parameter it does not know.
 */
export interface UnknownRequest extends LoggedRequest {
  reason: string;
}

/** More are not kept, so that a long benchmark does not fill the memory. */
const keptRequests = 50_000;

function toLogged(request: StandInRequest): LoggedRequest {
  const { pathname, search } = request.url;
  return { method: request.method, path: `${pathname}${search}` };
}

/**
 * Remembers which requests came in.
 */
export class RequestLog {
  /** In the order they came in; the oldest go when there are too many. */
  requests: LoggedRequest[] = [];
  unknownRequests: UnknownRequest[] = [];
  private count = 0;

  /** How many requests there were, those that are forgotten included. */
  get total(): number {
    return this.count;
  }

  /** Logs a request and gives it its number. */
  add(request: StandInRequest): number {
    if (this.requests.length >= keptRequests) {
      this.requests = this.requests.slice(keptRequests / 2);
    }
    this.requests.push(toLogged(request));
    this.count += 1;
    return this.count;
  }

  /** Logs that a request is one a real server would not know. */
  addUnknown(request: StandInRequest, options: { reason: string }): void {
    if (this.unknownRequests.length < keptRequests) {
      const { reason } = options;
      this.unknownRequests.push({ ...toLogged(request), reason });
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.requests = [];
    this.unknownRequests = [];
  }
}
