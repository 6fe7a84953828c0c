import { RequestError } from './RequestError';
import { RequestLine } from './types';

/**
 * The connection failed, or broke before the answer was complete.
 *
 * @internal
 */
export class NetworkError extends RequestError {
  override readonly name = 'NetworkError';

  constructor(options: RequestLine & { cause: Error }) {
    super({
      ...options,
      ending: `got no complete answer: ${toReason(options.cause)}`,
    });
  }
}

/** node-fetch repeats the address in front, and has no text where several addresses were tried. */
function toReason(cause: Error & { code?: string }): string {
  const reason = cause.message
    .replace(/^.*(?:, reason|while trying to fetch \S+):/, '')
    .trim();
  return reason || cause.code || 'the connection failed';
}
