/** How much faster the pace gets with each answer: about 1 % a second. */
const CLIMB_PER_ANSWER = 0.01;
/** What is taken of the rate that the server was seen to grant. */
const SHARE_OF_GRANTED = 0.9;
/** In less time a rate shows what the server had saved up, not what it grants. */
const OBSERVED_AT_LEAST_MS = 10_000;
/** After so long without a request, what was seen before says nothing. */
const FORGOTTEN_AFTER_MS = 5_000;
/** The first refusal of all makes it no slower than this. */
const FIRST_PER_SECOND = 5;
/** No refusal makes it slower than one request in five seconds. */
const SLOWEST_PER_SECOND = 0.2;
/** A timer that fires this late costs nothing of the pace. */
const LATE_TIMER_MS = 50;
const BACKOFF_START_MS = 1_000;
const BACKOFF_LIMIT_MS = 60_000;

/**
 * The pace at which a host may be asked: what is configured, and what the
 * server's refusals have taught.
 *
 * @remarks
 * Without a limit and without a refusal there is no pace at all. A refusal
 * shows what the server grants: the answers since the refusal before it,
 * over the time since then. The pace drops to a little less than that, by
 * half at most, and climbs slowly with every answer. Refusals of requests
 * that were already on their way when a refusal came in tell nothing new.
 *
 * It only does sums; the waiting is {@link HostBudget}'s.
 *
 * @internal
 */
export class Pace {
  readonly #limitPerSecond: number;
  readonly #random: () => number;
  #perSecond: number;
  #nextStartAt = 0;
  #started = 0;
  /** Requests up to this one had been sent when the last refusal came in. */
  #refusedUpTo = 0;
  #refusalsInARow = 0;
  #answers = 0;
  #observedSince = 0;

  constructor(options: {
    /** Undefined is unlimited. */
    requestsPerMinute?: number;
    random?: () => number;
  }) {
    this.#limitPerSecond =
      options.requestsPerMinute === undefined
        ? Infinity
        : options.requestsPerMinute / 60;
    this.#perSecond = this.#limitPerSecond;
    this.#random = options.random ?? Math.random;
  }

  /** When the next request may start, in milliseconds since the epoch. */
  get nextStartAt(): number {
    return this.#nextStartAt;
  }

  /** The present pace in requests a second; Infinity where there is none. */
  get requestsPerSecond(): number {
    return this.#perSecond;
  }

  /** Notes that a request starts, and gives the number it is known by. */
  start(now: number): number {
    if (now - this.#nextStartAt > FORGOTTEN_AFTER_MS) {
      this.#observeFrom(now);
    }
    const isLate = now - this.#nextStartAt > LATE_TIMER_MS;
    this.#nextStartAt =
      (isLate ? now : this.#nextStartAt) + 1000 / this.#perSecond;
    this.#started += 1;
    return this.#started;
  }

  /** Notes an answer that was no refusal. */
  answered(): void {
    this.#answers += 1;
    this.#refusalsInARow = 0;
    this.#perSecond = Math.min(
      this.#perSecond + CLIMB_PER_ANSWER,
      this.#limitPerSecond,
    );
  }

  /** Notes a refusal, and holds everything for as long as the server wants. */
  refused(
    request: number,
    options: { now: number; retryAfterMs: number | undefined },
  ): void {
    const { now, retryAfterMs } = options;
    if (request > this.#refusedUpTo) {
      this.#refusedUpTo = this.#started;
      this.#refusalsInARow += 1;
      this.#slowDown(now);
    }
    this.hold(now + (retryAfterMs ?? this.#backoffMs()));
  }

  /** Lets nothing start before a point in time, in milliseconds since the epoch. */
  hold(until: number): void {
    this.#nextStartAt = Math.max(this.#nextStartAt, until);
  }

  /** Ends every hold: what waits may start now. */
  release(now: number): void {
    this.#nextStartAt = now;
  }

  #slowDown(now: number): void {
    const observedMs = Math.max(
      OBSERVED_AT_LEAST_MS,
      now - this.#observedSince,
    );
    const grantedPerSecond = (this.#answers / observedMs) * 1000;
    const slowest =
      this.#perSecond === Infinity ? FIRST_PER_SECOND : this.#perSecond / 2;
    this.#perSecond = Math.min(
      this.#perSecond,
      Math.max(
        SLOWEST_PER_SECOND,
        slowest,
        grantedPerSecond * SHARE_OF_GRANTED,
      ),
    );
    this.#observeFrom(now);
  }

  #observeFrom(now: number): void {
    this.#answers = 0;
    this.#observedSince = now;
  }

  /** Exponential, with half of it left to chance, so that several clients part. */
  #backoffMs(): number {
    const full = Math.min(
      BACKOFF_LIMIT_MS,
      BACKOFF_START_MS * 2 ** (this.#refusalsInARow - 1),
    );
    return full / 2 + (this.#random() * full) / 2;
  }
}
