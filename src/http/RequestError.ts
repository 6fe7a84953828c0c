/**
 * The base of every failure that lies with the server or the way to it, and
 * so says nothing about what the server holds.
 *
 * @remarks
 * An error that is not one of these is a bug of ours: it is neither retried
 * nor taken for an answer.
 *
 * @internal
 */
export abstract class RequestError extends Error {
  readonly url: string;

  constructor(options: { url: string; message: string; cause?: unknown }) {
    super(options.message, { cause: options.cause });
    this.url = options.url;
  }
}
