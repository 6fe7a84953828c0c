/**
 * What the endpoint holds at once, bounded in number and in bytes: webhooks that
 * are being read, and those that somebody behind it has not finished with.
 */
export class Backlog {
  readonly #max: { count: number; bytes: number };
  #count = 0;
  #bytes = 0;

  constructor(options: { max: { count: number; bytes: number } }) {
    this.#max = options.max;
  }

  /** Gives what ends the stay; undefined where there is no room. */
  enter(bytes: number): (() => void) | undefined {
    const { count, bytes: held } = this.#max;
    if (this.#count + 1 > count || this.#bytes + bytes > held) {
      return undefined;
    }
    this.#count += 1;
    this.#bytes += bytes;
    return () => {
      this.#count -= 1;
      this.#bytes -= bytes;
    };
  }
}
