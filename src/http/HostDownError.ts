import { RequestError } from './RequestError';
import { RequestLine } from './types';

/**
 * A request was not made, because its host counts as down.
 *
 * @internal
 */
export class HostDownError extends RequestError {
  override readonly name = 'HostDownError';

  constructor(options: RequestLine & { failures: number; cause: Error }) {
    super({
      ...options,
      ending: `was not sent: the last ${options.failures} requests to this host failed, the last one with "${options.cause.message}"`,
    });
  }
}
