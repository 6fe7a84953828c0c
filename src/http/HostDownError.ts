import { RequestError } from './RequestError';

/**
 * A request was not made, because its host counts as down.
 *
 * @internal
 */
export class HostDownError extends RequestError {
  override readonly name = 'HostDownError';

  constructor(options: { url: string; failures: number; cause: Error }) {
    super({
      url: options.url,
      message: `GET ${options.url} was not sent: the last ${options.failures} requests to this host failed, the last one with "${options.cause.message}"`,
      cause: options.cause,
    });
  }
}
