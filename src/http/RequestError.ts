import { HttpMethod, RequestLine } from './types';

/**
 * The base of every failure that lies with the server or the way to it, and
 * so says nothing about what the server holds.
 *
 * @remarks
 * What is to be made of one is decided by its kind. An error that is not one
 * of these is a bug of ours: it is neither retried nor taken for an answer.
 */
export abstract class RequestError extends Error {
  abstract readonly kind: string;
  readonly method: HttpMethod;
  readonly url: string;

  constructor(
    options: RequestLine & {
      /** What became of the request, as it goes on behind its method and address. */
      ending: string;
      cause?: unknown;
    },
  ) {
    const { method = 'GET', url, ending, cause } = options;
    super(`${method} ${url} ${ending}`, { cause });
    this.method = method;
    this.url = url;
  }
}
