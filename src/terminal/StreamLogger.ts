import { LoggerService } from '@backstage/backend-plugin-api';
import { toPrintable } from './toPrintable';

/** Writes warnings and errors to a stream, and leaves out the rest. */
export class StreamLogger implements LoggerService {
  readonly #stream: { write(text: string): unknown };

  constructor(options: { stream: { write(text: string): unknown } }) {
    this.#stream = options.stream;
  }

  error(message: string): void {
    this.#stream.write(`error: ${toPrintable(message)}\n`);
  }

  warn(message: string): void {
    this.#stream.write(`warning: ${toPrintable(message)}\n`);
  }

  info(): void {}

  debug(): void {}

  child(): LoggerService {
    return this;
  }
}
