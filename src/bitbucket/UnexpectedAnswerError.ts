import { RequestError, RequestLine } from '../http';

/**
 * The server said yes, but the answer is none that the API gives.
 *
 * @internal
 */
export class UnexpectedAnswerError extends RequestError {
  override readonly name = 'UnexpectedAnswerError';

  constructor(
    options: RequestLine & { found: string; requestId?: string },
  ) {
    const { found, requestId } = options;
    super({
      ...options,
      ending: `${found}${requestId ? ` (request ${requestId})` : ''}`,
    });
  }
}
