import { RequestError } from './RequestError';

/**
 * The connection failed, or broke before the answer was complete.
 *
 * @internal
 */
export class NetworkError extends RequestError {
  override readonly name = 'NetworkError';

  constructor(options: { url: string; cause: Error }) {
    super({
      url: options.url,
      message: `GET ${options.url} got no complete answer: ${toReason(
        options.cause,
      )}`,
      cause: options.cause,
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
