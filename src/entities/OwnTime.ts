/** A parser's own time, which is limited: none passes while it waits for the server. */
export class OwnTime {
  readonly #over = new AbortController();
  readonly #limitMs: number;
  #leftMs: number;
  #asking = 0;
  #since = 0;
  #timer?: NodeJS.Timeout;

  constructor(options: { limitMs: number }) {
    this.#limitMs = options.limitMs;
    this.#leftMs = options.limitMs;
    this.#goOn();
  }

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** A request is begun; to be called what this gives when it has ended. */
  readonly onAsking = (): (() => void) => {
    this.#asking += 1;
    if (this.#asking === 1) {
      clearTimeout(this.#timer);
      this.#leftMs -= performance.now() - this.#since;
    }
    return () => {
      this.#asking -= 1;
      if (this.#asking === 0) {
        this.#goOn();
      }
    };
  };

  /** Whatever happens from now on comes too late. */
  end(): void {
    clearTimeout(this.#timer);
    this.#over.abort(new Error('nobody waits for the parser any more'));
  }

  #goOn(): void {
    if (this.signal.aborted) {
      return;
    }
    this.#since = performance.now();
    this.#timer = setTimeout(() => {
      const seconds = Math.round(this.#limitMs / 1_000);
      this.#over.abort(
        new Error(
          `it has not ended after ${seconds} s in which it did not wait for an answer of the server`,
        ),
      );
    }, Math.max(0, this.#leftMs));
    // A parser that was given up does not keep the process.
    this.#timer.unref();
  }
}
