import { HttpResponse, RequestError, RequestLine } from '../http';
import { AnswerKind, toAnswerKind } from './toFailureKind';

/**
 * The server answered, but not with what was asked for.
 *
 * @remarks
 * The error body is `errors[].{context,message,exceptionName}`; a proxy in
 * between sends something else, and then there is no `exceptionName`.
 */
export class BitbucketServerResponseError
  extends RequestError
  implements HttpResponse
{
  override readonly name = 'BitbucketServerResponseError';
  override readonly kind: AnswerKind;
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
      /** What its body is, where that is nothing of Bitbucket's. */
      foreignType?: string;
      /** The server's `X-AREQUESTID`, by which an administrator finds the request in the access log. */
      requestId?: string;
    },
  ) {
    const { status, exceptionName, serverMessage, requestId } = options;
    const { foreignType } = options;
    const details = [
      foreignType && `${foreignType} in place of JSON`,
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
    this.kind = toAnswerKind({
      status,
      exceptionName,
      isForeign: foreignType !== undefined,
    });
    this.status = status;
    this.statusText = options.statusText ?? '';
    this.headers = options.headers ?? new Headers();
    this.body = options.body ?? Buffer.alloc(0);
    this.exceptionName = exceptionName;
  }
}
