import { createRedactor } from './createRedactor';

/** So much of the server's words is repeated. */
const MAX_QUOTED = 1_000;
/** A secret of so many characters is in no name by chance. */
const NO_COINCIDENCE = 16;

interface QuoteOptions {
  /** 1,000 by default. */
  readonly maxLength?: number;
}

/**
 * Keeps the credentials of a host out of what its server says.
 */
export class Redactor {
  readonly #redact: (text: string) => string;
  readonly #redactLong: (text: string) => string;

  constructor(options: { secrets: readonly string[] }) {
    const { secrets } = options;
    this.#redact = createRedactor(secrets);
    this.#redactLong = createRedactor(
      secrets.filter(({ length }) => length >= NO_COINCIDENCE),
    );
  }

  /** What the server said, as far as it may be shown, in a log or an error. */
  quote(text: string, options?: QuoteOptions): string;
  quote(
    text: string | null | undefined,
    options?: QuoteOptions,
  ): string | undefined;
  quote(
    text: string | null | undefined,
    { maxLength = MAX_QUOTED }: QuoteOptions = {},
  ): string | undefined {
    // Cut after the secrets are out, lest half of one stays.
    return text ? this.#redact(text).slice(0, maxLength) : undefined;
  }

  /** Whether a text that has to stay as it is repeats the credentials. */
  finds(text: string): boolean {
    return this.#redact(text) !== text;
  }

  /**
   * Whether a name repeats the credentials. Nothing can be blotted out in one,
   * and a short password may well be part of an honest name.
   */
  findsInName(name: string): boolean {
    return this.#redactLong(name) !== name;
  }
}
