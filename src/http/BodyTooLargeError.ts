import { RequestError } from './RequestError';

/**
 * A body is larger than any answer of the API has reason to be.
 *
 * @internal
 */
export class BodyTooLargeError extends RequestError {
  override readonly name = 'BodyTooLargeError';

  constructor(options: { url: string; maxBytes: number; cause?: unknown }) {
    super({
      url: options.url,
      message: `GET ${options.url} was answered with more than ${
        options.maxBytes / 1024 / 1024
      } MB, which is refused`,
      cause: options.cause,
    });
  }
}
