import type { Agent } from 'node:http';

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

/** A request by its first line, as errors name it; a GET where the method is left out. */
export interface RequestLine {
  readonly method?: HttpMethod;
  readonly url: string;
}

/** One request, as every layer of this room passes it on. */
export interface HttpRequest extends RequestLine, RequestContext {
  readonly headers: Readonly<Record<string, string>>;
  /** Node's global one where it is left out. */
  readonly agent?: Agent;
  readonly body?: string;
}

/** Whether somebody waits, as behind a webhook, or not; neither waits for ever. */
export type Priority = 'urgent' | 'ordinary';

/** What a caller knows beside the address: on whose behalf a request is made. */
export interface RequestContext {
  /** Ends the request, and any wait before it, at once. */
  readonly signal?: AbortSignal;
  /** Who goes first while requests wait for the budget; ordinary by default. */
  readonly priority?: Priority;
  /** How long it may wait for its turn; without end by default. */
  readonly maxWaitMs?: number;
  /** Called once for every request that is really sent, retries included. */
  readonly onRequest?: () => void;
  /** Called once for every answer that comes back, whatever its status. */
  readonly onAnswer?: (answer: { url: string; status: number }) => void;
  /** Called when it is begun, before any wait; what that gives, when it has ended. */
  readonly onAsking?: () => () => void;
  /** Repeats a failed request less often than the host's setting; 0 asks once. */
  readonly maxRetries?: number;
  /** Whoever asks can ask for less, and does so after a timeout in place of a retry. */
  readonly canAskForLess?: boolean;
  /** How many of the retries have been used up by asking for more than this. */
  readonly retriesSpent?: number;
  /** A file that takes the body of a good answer, however large and slow that is. */
  readonly saveBodyTo?: string;
  /** Whom the request is made for, as the host's observer is told. */
  readonly onBehalfOf?: string;
}

/** What became of a request that was sent: its status, or why it has none. */
export type HttpEnding =
  | number
  | 'timeout'
  | 'network'
  | 'too-large'
  | 'aborted'
  | 'error';

/** Who is told how the requests of a host fare; may not throw. */
export interface HttpObserver {
  /** It was the turn of a request, after such a wait for the budget. */
  onWaited(context: RequestContext, options: { waitedMs: number }): void;
  /** A request that was sent has ended; each retry is one more. */
  onEnd(context: RequestContext, ending: HttpEnding): void;
  /** A request is made once more, after a failure that may pass. */
  onRetry(context: RequestContext): void;
}

/** An answer whose body has been read to its end. */
export interface HttpResponse {
  readonly status: number;
  /** The server's words for the status; newer ones send none. */
  readonly statusText: string;
  readonly headers: Iterable<[string, string]> & {
    get(name: string): string | null;
  };
  readonly body: Buffer;
}

/** The one type behind which requests are made; layers wrap it. */
export type HttpFetch = (request: HttpRequest) => Promise<HttpResponse>;

/** A request that may go, as the pace knows it. */
export interface Turn {
  /** Rises with each request; a higher one was sent later. */
  readonly number: number;
  /** In milliseconds of a clock that nobody sets. */
  readonly startedAt: number;
  /** The pace in requests a second that it was sent at. */
  readonly perSecond: number;
  /** Whether it went out of what had been saved up, not at the pace. */
  readonly isSavedUp: boolean;
}
