import { AsyncResource } from 'node:async_hooks';
import { setMaxListeners } from 'node:events';
import PQueue from 'p-queue';
import { Pace } from './Pace';
import { RequestLine } from './types';

/**
 * What one host may be asked at once and a second, shared by everything that
 * asks it.
 *
 * @remarks
 * The queue holds the requests back, so that a wait for the pace takes no
 * slot, an urgent request overtakes the others, and an aborted one leaves at
 * once. Keeping the pace is pausing the queue until the next start is due.
 *
 * @internal
 */
export class HostBudget {
  readonly #queue: PQueue;
  readonly #pace: Pace;
  #wakeUp?: NodeJS.Timeout;
  #closed?: { until: number; reason: (request: RequestLine) => Error };

  constructor(options: { maxConcurrentRequests: number; pace: Pace }) {
    this.#queue = new PQueue({ concurrency: options.maxConcurrentRequests });
    this.#pace = options.pace;
    // While nobody waits, a timer would do no more than keep a process alive.
    this.#queue.on('idle', () => clearTimeout(this.#wakeUp));
  }

  /**
   * Runs a task when it is its turn, and gives it the number by which the
   * pace knows it. Throws at once while the host is closed.
   */
  async run<T>(
    task: (request: number) => Promise<T>,
    options: RequestLine & { signal?: AbortSignal; priority?: number },
  ): Promise<T> {
    this.#assertOpen(options);
    if (options.signal) {
      // All requests of a run wait for one signal; Node would warn of a leak.
      setMaxListeners(0, options.signal);
    }
    this.#keepPace();
    return this.#queue.add(
      // In the trace of whoever asked, not of whoever made room for it.
      AsyncResource.bind(async () => {
        this.#assertOpen(options);
        const request = this.#pace.start(Date.now());
        this.#keepPace();
        return task(request);
      }),
      { signal: options.signal, priority: options.priority },
    );
  }

  /** Notes an answer that was no refusal. */
  answered(): void {
    this.#pace.answered();
  }

  /** Notes a refusal; all requests of the host wait. */
  refused(
    request: number,
    options: { retryAfterMs: number | undefined },
  ): void {
    this.#pace.refused(request, { now: Date.now(), ...options });
    this.#keepPace();
  }

  /** Lets no request of the host start for a while. */
  hold(durationMs: number): void {
    this.#pace.hold(Date.now() + durationMs);
    this.#keepPace();
  }

  /**
   * Refuses every request for a while, also those that wait already. Of two
   * such whiles the one that ends later counts.
   */
  close(options: {
    durationMs: number;
    reason: (request: RequestLine) => Error;
  }): void {
    const { durationMs, reason } = options;
    const until = Date.now() + durationMs;
    if (!this.#closed || this.#closed.until < until) {
      this.#closed = { until, reason };
    }
    this.#pace.release(Date.now());
    this.#keepPace();
  }

  #assertOpen(request: RequestLine): void {
    if (this.#closed && this.#closed.until > Date.now()) {
      throw this.#closed.reason(request);
    }
    this.#closed = undefined;
  }

  #keepPace(): void {
    clearTimeout(this.#wakeUp);
    const waitMs = this.#pace.nextStartAt - Date.now();
    if (waitMs <= 0) {
      this.#queue.start();
      return;
    }
    this.#queue.pause();
    this.#wakeUp = setTimeout(() => this.#keepPace(), waitMs);
  }
}
