import { RequestError, RequestLine } from '../http';

/**
 * The server answered, but not with what was asked for.
 *
 * @remarks
 * The error body is `errors[].{context,message,exceptionName}`; a proxy in
 * between sends something else, and then there is no `exceptionName`.
 *
 * @internal
 */
export class BitbucketServerResponseError extends RequestError {
  override readonly name = 'BitbucketServerResponseError';
  readonly status: number;
  /** The server's class name without its package, such as `NoSuchPathException`. */
  readonly exceptionName?: string;

  constructor(
    options: RequestLine & {
      status: number;
      exceptionName?: string;
      serverMessage?: string;
      /** The server's `X-AREQUESTID`, by which an administrator finds the request in the access log. */
      requestId?: string;
    },
  ) {
    const { status, exceptionName, serverMessage, requestId } = options;
    const details = [
      exceptionName,
      serverMessage && `"${serverMessage}"`,
      requestId && `request ${requestId}`,
    ].filter(Boolean);
    super({
      ...options,
      ending: `answered ${status}${
        details.length > 0 ? ` (${details.join(', ')})` : ''
      }`,
    });
    this.status = status;
    this.exceptionName = exceptionName;
  }
}
