import { RequestError } from './RequestError';
import { RequestLine } from './types';

/**
 * A body is larger than any answer of the API has reason to be.
 *
 * @internal
 */
export class BodyTooLargeError extends RequestError {
  override readonly name = 'BodyTooLargeError';

  constructor(options: RequestLine & { maxBytes: number; cause?: unknown }) {
    super({
      ...options,
      ending: `was answered with more than ${
        options.maxBytes / 1024 / 1024
      } MB, which is refused`,
    });
  }
}
