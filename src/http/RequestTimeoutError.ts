import { RequestError } from './RequestError';
import { RequestLine } from './types';

/**
 * One attempt took longer than it may, its body included.
 *
 * @internal
 */
export class RequestTimeoutError extends RequestError {
  override readonly name = 'RequestTimeoutError';

  constructor(options: RequestLine & { timeoutMs: number }) {
    super({
      ...options,
      ending: `was not answered within ${options.timeoutMs / 1000} s`,
    });
  }
}
