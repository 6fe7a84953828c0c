import { AbortWatch } from './AbortWatch';
import { Pace } from './Pace';
import { toWaitTooLong } from './transportErrors';
import { RequestContext, RequestLine, Turn } from './types';
import { Place, WaitingLine } from './WaitingLine';

interface Waiting extends Place {
  readonly request: RequestLine;
  start(turn: Turn): void;
  fail(error: unknown): void;
}

/** How a request waits; those that it carries itself by default. */
type WaitOptions = Pick<RequestContext, 'maxWaitMs'> & Pick<Place, 'isAgain'>;

/** The pace of a host as it is learnt, for whoever shows it. */
export interface PaceStatus {
  /** Undefined where nothing limits it. */
  readonly requestsPerSecond?: number;
  /** Whether the server has ever refused a request for coming too early. */
  readonly hasSeenLimiter: boolean;
}

export interface Tally {
  readonly answers: number;
  readonly refusals: number;
}

/**
 * What one host may be asked at once and a second, shared by everything that
 * asks it.
 *
 * @remarks
 * Requests wait in a line, so that a wait for the pace takes no slot, an
 * urgent request overtakes the others, and an aborted one leaves at once. The
 * clock is one that nobody sets: a day set back must not hold a day long.
 */
export class HostBudget {
  readonly #maxInFlight: number;
  readonly #pace: Pace;
  readonly #watch = new AbortWatch();
  readonly #line = new WaitingLine<Waiting>();
  #inFlight = 0;
  #lastAnswered = 0;
  #answers = 0;
  #refusals = 0;
  #wakeUp?: NodeJS.Timeout;
  #closed?: { until: number; reason: (request: RequestLine) => Error };

  constructor(options: {
    maxConcurrentRequests: number;
    /** Undefined is unlimited. */
    maxApiRequestsPerMinute?: number;
    random?: () => number;
  }) {
    const { maxConcurrentRequests, maxApiRequestsPerMinute, random } = options;
    this.#maxInFlight = maxConcurrentRequests;
    this.#pace = new Pace({
      requestsPerMinute: maxApiRequestsPerMinute,
      random,
    });
  }

  get status(): PaceStatus {
    const { requestsPerSecond, hasSeenRefusal } = this.#pace;
    return {
      requestsPerSecond:
        requestsPerSecond === Infinity ? undefined : requestsPerSecond,
      hasSeenLimiter: hasSeenRefusal,
    };
  }

  /** Runs a task in its turn. Throws while the host is closed, and after `maxWaitMs`. */
  async run<T>(
    task: (turn: Turn) => Promise<T>,
    request: RequestLine & RequestContext,
    wait: WaitOptions = request,
  ): Promise<T> {
    request.signal?.throwIfAborted();
    this.#assertOpen(request);
    const turn = this.#mayStart()
      ? this.#start()
      : await this.#waitForTurn(request, wait);
    try {
      return await task(turn);
    } finally {
      this.#inFlight -= 1;
      this.#pace.ended(turn);
      this.#startNext();
    }
  }

  /** Notes an answer that was no refusal, nor any other trouble of the server. */
  answered(turn: Turn): void {
    this.#answers += 1;
    this.#lastAnswered = Math.max(this.#lastAnswered, turn.number);
    this.#pace.answered(turn, { now: performance.now() });
  }

  /** How many requests were answered, and how many refused, up to now. */
  get tally(): Tally {
    return { answers: this.#answers, refusals: this.#refusals };
  }

  /** Whether a request that was sent after this one has been answered. */
  hasAnsweredSince(turn: Turn): boolean {
    return this.#lastAnswered > turn.number;
  }

  /** Notes a refusal; all requests of the host wait. */
  refused(turn: Turn, options: { retryAfterMs: number | undefined }): void {
    this.#refusals += 1;
    this.#pace.refused(turn, { now: performance.now(), ...options });
  }

  /** Lets no request of the host start for a while. */
  hold(durationMs: number): void {
    this.#pace.hold(performance.now() + durationMs);
  }

  /** Refuses all requests for a while, waiting ones too; of two whiles the later end counts. */
  close(options: {
    durationMs: number;
    reason: (request: RequestLine) => Error;
  }): void {
    const { durationMs, reason } = options;
    const until = performance.now() + durationMs;
    if (!this.#closed || this.#closed.until < until) {
      this.#closed = { until, reason };
    }
    const closed = this.#closed;
    for (let next = this.#line.take(); next; next = this.#line.take()) {
      next.fail(closed.reason(next.request));
    }
    this.#startNext();
  }

  #assertOpen({ method, url }: RequestLine): void {
    if (this.#closed && this.#closed.until > performance.now()) {
      throw this.#closed.reason({ method, url });
    }
    this.#closed = undefined;
  }

  #waitForTurn(
    request: RequestLine & RequestContext,
    { maxWaitMs, isAgain }: WaitOptions,
  ): Promise<Turn> {
    const { signal, priority } = request;
    return new Promise((resolve, reject) => {
      const leave = () => {
        if (signal) {
          this.#watch.delete(signal, giveUp);
        }
        clearTimeout(patience);
      };
      const waiting: Waiting = {
        request,
        priority,
        isAgain,
        start: turn => {
          leave();
          resolve(turn);
        },
        fail: error => {
          leave();
          reject(error);
        },
      };
      const giveUp = (error: unknown) => {
        this.#line.delete(waiting);
        waiting.fail(error);
        this.#startNext();
      };
      const patience =
        maxWaitMs === undefined
          ? undefined
          : setTimeout(
              () => giveUp(toWaitTooLong(request, { restMs: maxWaitMs })),
              maxWaitMs,
            );
      if (signal) {
        this.#watch.add(signal, giveUp);
      }
      this.#line.add(waiting);
      this.#startNext();
    });
  }

  #mayStart(): boolean {
    const now = performance.now();
    return (
      this.#line.size === 0 &&
      this.#inFlight < this.#maxInFlight &&
      this.#pace.dueAt(now) <= now
    );
  }

  #start(): Turn {
    this.#inFlight += 1;
    return this.#pace.start(performance.now());
  }

  /** Starts what may start, and comes back when the next one may. */
  #startNext(): void {
    clearTimeout(this.#wakeUp);
    while (this.#line.size > 0 && this.#inFlight < this.#maxInFlight) {
      const now = performance.now();
      const waitMs = this.#pace.dueAt(now) - now;
      if (waitMs > 0) {
        this.#wakeUp = setTimeout(() => this.#startNext(), Math.ceil(waitMs));
        return;
      }
      this.#line.take()?.start(this.#start());
    }
  }
}
