import { RequestError } from './RequestError';

/**
 * One attempt took longer than it may, its body included.
 *
 * @internal
 */
export class RequestTimeoutError extends RequestError {
  override readonly name = 'RequestTimeoutError';

  constructor(options: { url: string; timeoutMs: number }) {
    super({
      url: options.url,
      message: `GET ${options.url} was not answered within ${
        options.timeoutMs / 1000
      } s`,
    });
  }
}
