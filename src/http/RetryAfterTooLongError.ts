import { RequestError } from './RequestError';
import { RequestLine } from './types';

/**
 * The server refused, and asked to be left alone for longer than a run waits.
 *
 * @internal
 */
export class RetryAfterTooLongError extends RequestError {
  override readonly name = 'RetryAfterTooLongError';

  constructor(
    options: RequestLine & { retryAfterMs: number; maxMs: number },
  ) {
    const minutes = (ms: number) => Math.ceil(ms / 60_000);
    super({
      ...options,
      ending: `was refused for ${minutes(
        options.retryAfterMs,
      )} minutes, which is longer than the ${minutes(
        options.maxMs,
      )} minutes a run waits; ask the administrator to exempt the account from the rate limit, or lower maxApiRequestsPerMinute`,
    });
  }
}
