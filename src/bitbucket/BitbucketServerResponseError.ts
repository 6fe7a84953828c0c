import { HttpResponse, RequestError, RequestLine } from '../http';

/**
 * The server answered, but not with what was asked for.
 *
 * @remarks
 * The error body is `errors[].{context,message,exceptionName}`; a proxy in
 * between sends something else, and then there is no `exceptionName`.
 *
 * @internal
 */
export class BitbucketServerResponseError
  extends RequestError
  implements HttpResponse
{
  override readonly name = 'BitbucketServerResponseError';
  readonly status: number;
  readonly statusText: string;
  /** Without credentials, as is the body. */
  readonly headers: HttpResponse['headers'];
  /** Its beginning. */
  readonly body: Buffer;
  /** The server's class name without its package, such as `NoSuchPathException`. */
  readonly exceptionName?: string;

  constructor(
    options: RequestLine &
      Partial<HttpResponse> & {
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
    this.statusText = options.statusText ?? '';
    this.headers = options.headers ?? new Headers();
    this.body = options.body ?? Buffer.alloc(0);
    this.exceptionName = exceptionName;
  }
}
