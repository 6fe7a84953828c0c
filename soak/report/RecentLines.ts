import type { LoggerService } from '@backstage/backend-plugin-api';

/**
 * A logger that keeps the latest lines above debug.
 */
export class RecentLines implements LoggerService {
  readonly #kept: number;
  readonly #lines: string[] = [];

  constructor(options: { kept: number }) {
    this.#kept = options.kept;
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  error(message: string): void {
    this.add(`error ${message}`);
  }

  warn(message: string): void {
    this.add(`warn ${message}`);
  }

  info(message: string): void {
    this.add(`info ${message}`);
  }

  debug(): void {}

  child(): LoggerService {
    return this;
  }

  /** Keeps a line; the oldest one goes where there are too many. */
  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > this.#kept) {
      this.#lines.shift();
    }
  }
}
