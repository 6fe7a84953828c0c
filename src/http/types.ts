/**
 * One GET, as every layer of this room passes it on.
 *
 * @internal
 */
export interface HttpRequest extends RequestContext {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What a caller knows beside the address: on whose behalf a request is made.
 *
 * @internal
 */
export interface RequestContext {
  /** Ends the request, and any wait before it, at once. */
  readonly signal?: AbortSignal;
  /** Higher goes first while requests wait for the budget; 0 by default. */
  readonly priority?: number;
  /** Called once for every request that is really sent, retries included. */
  readonly onRequest?: () => void;
  /** Called once for every answer that comes back, whatever its status. */
  readonly onAnswer?: (answer: { url: string; status: number }) => void;
}

/**
 * An answer whose body has been read to its end.
 *
 * @internal
 */
export interface HttpResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: Buffer;
}

/**
 * The one type behind which requests are made; layers wrap it.
 *
 * @internal
 */
export type HttpFetch = (request: HttpRequest) => Promise<HttpResponse>;
