import { HttpResponse, RequestError, RequestLine } from '../http';
import { toFailureAdvice } from './toFailureAdvice';
import { AnswerKind, toAnswerKind, toFailureKind } from './toFailureKind';

/**
 * The server answered, but not with what was asked for. The error body is
 * `errors[].{context,message,exceptionName}`; a proxy in between sends
 * something else, and then there is no `exceptionName`.
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

/** The server said yes, but the answer is none that the API gives. */
export class UnexpectedAnswerError extends RequestError {
  override readonly name = 'UnexpectedAnswerError';
  override readonly kind: AnswerKind;

  constructor(
    options: RequestLine & {
      found: string;
      /** Something that the API does not give, where it is left out. */
      kind?: AnswerKind;
      requestId?: string;
    },
  ) {
    const { found, kind = 'unexpected', requestId } = options;
    super({
      ...options,
      ending: `${found}${requestId ? ` (request ${requestId})` : ''}`,
    });
    this.kind = kind;
  }
}

/**
 * The server does not accept the credentials of a host, or lets them do
 * nothing, so that nothing it says can be relied on. No {@link RequestError}:
 * it is not about the one request by which it showed, and stands for no answer.
 */
export class BadCredentialsError extends Error {
  override readonly name = 'BadCredentialsError';

  constructor(options: { host: string; credentials: string; cause: Error }) {
    const { host, credentials, cause } = options;
    const verb =
      toFailureKind(cause) === 'forbidden' ? 'refuses' : 'does not accept';
    super(
      `The server ${verb} the ${credentials} of integrations.bitbucketServer for ${host}: ${cause.message}; ${toFailureAdvice(cause).advice}`,
      { cause },
    );
  }
}
