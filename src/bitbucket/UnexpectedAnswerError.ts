import { RequestError } from '../http';

/**
 * The server said yes, but the answer is none that the API gives.
 *
 * @internal
 */
export class UnexpectedAnswerError extends RequestError {
  override readonly name = 'UnexpectedAnswerError';

  constructor(options: {
    url: string;
    found: string;
    requestId?: string;
  }) {
    const { url, found, requestId } = options;
    super({
      url,
      message: `GET ${url} ${found}${
        requestId ? ` (request ${requestId})` : ''
      }`,
    });
  }
}
