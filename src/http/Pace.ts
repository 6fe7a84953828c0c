import { LearntRate } from './LearntRate';
import { Turn } from './types';

/** After so long without a request, what was seen before says nothing. */
const FORGOTTEN_AFTER_MS = 5_000;
/** A timer that fires this late costs nothing of a limit. */
const LATE_TIMER_MS = 50;
/** So many go side by side before any answer has come. */
const FIRST_OPENING = 2;
/** What an answer adds to them, while no pace is known and when one is. */
const OPENED_WITHOUT_PACE = 1 / 12;
const OPENED_AT_PACE = 0.5;
/** Whatever is under way, one more goes each time so long has passed. */
const UNANSWERED_MS = 250;
/** The time of an answer is a mean over about so many. */
const MEAN_OF = 16;
/** What takes so many times as long was not late: the server works on it. */
const LATE_TIMES = 4;
const LATEST_MS = 500;
/** A clock is no more exact than this. */
const EXACT = 1e-6;
const BACKOFF_START_MS = 1_000;
const BACKOFF_LIMIT_MS = 60_000;

/**
 * The pace at which a host may be asked: what is configured, and what the
 * server's refusals have taught.
 *
 * @remarks
 * Without a limit and without a refusal there is no pace at all, but for the
 * opening: two requests go first, and every twelve that end let one more go
 * beside them. What is in flight when a server has nothing left is all
 * refused, so one that grants little refuses few, and a fast one hardly
 * notices. After each refusal one goes first.
 *
 * Once {@link LearntRate} knows what the server grants, this keeps a bucket
 * like the server's own: what was not used, as in a hold, may go at once. A
 * request that is late, as when a process stalls on its way, reaches the server
 * together with those sent after it, and a small bucket has not enough for all:
 * so they wait for it, but not for long.
 *
 * It only does sums; the waiting is {@link HostBudget}'s. All times are
 * milliseconds of a clock that nobody sets.
 */
export class Pace {
  readonly #limitPerSecond: number;
  readonly #random: () => number;
  readonly #learnt = new LearntRate();
  /** When the configured limit lets the next request go. */
  #limitedUntil = 0;
  #heldUntil = 0;
  /** How many requests may go at once by what was learnt, as of then. */
  #level = 1;
  #levelAt = 0;
  #started = 0;
  #lastStartedAt = -Infinity;
  /** In the order in which they were sent. */
  readonly #inFlight = new Set<Turn>();
  /** How many may be in flight, one beside the other. */
  #opening = FIRST_OPENING;
  #answerMs = 0;
  #answers = 0;
  /** Requests up to this one had been sent when the last refusal came in. */
  #refusedUpTo = 0;
  #refusalsInARow = 0;

  constructor(options: {
    /** Undefined is unlimited. */
    requestsPerMinute?: number;
    random?: () => number;
  }) {
    const { requestsPerMinute = Infinity, random = Math.random } = options;
    this.#limitPerSecond = requestsPerMinute / 60;
    this.#random = random;
  }

  /** The present pace in requests a second; Infinity where there is none. */
  get requestsPerSecond(): number {
    return Math.min(this.#limitPerSecond, this.#learnt.perSecond);
  }

  get hasSeenRefusal(): boolean {
    return this.#refusedUpTo > 0;
  }

  /** When the next request may start, which is now or later. */
  dueAt(now: number): number {
    this.#fill(now);
    const saved =
      this.#level >= 1 - EXACT
        ? now
        : now + ((1 - this.#level) / this.#learnt.perSecond) * 1000;
    const hasRoom =
      this.#inFlight.size + 1 <= this.#opening + EXACT &&
      this.#countOnTheirWay(now) + 1 <= this.#mostOnTheirWay + EXACT;
    const opened = hasRoom ? now : this.#lastStartedAt + UNANSWERED_MS;
    return Math.max(saved, opened, this.#limitedUntil, this.#heldUntil, now);
  }

  start(now: number): Turn {
    const unaskedMs = now - this.#dueSince();
    if (this.#inFlight.size === 0 && unaskedMs > FORGOTTEN_AFTER_MS) {
      this.#learnt.forget();
    }
    this.#fill(now);
    this.#level -= 1;
    const isLate = now - this.#limitedUntil > LATE_TIMER_MS;
    this.#limitedUntil =
      (isLate ? now : this.#limitedUntil) + 1000 / this.#limitPerSecond;
    this.#started += 1;
    this.#lastStartedAt = now;
    const turn: Turn = {
      number: this.#started,
      startedAt: now,
      perSecond: this.#learnt.perSecond,
      isSavedUp: this.#level >= 1,
    };
    this.#inFlight.add(turn);
    return turn;
  }

  /** Notes an answer that was no refusal, nor any other trouble of the server. */
  answered(turn: Turn, { now }: { now: number }): void {
    this.#refusalsInARow = 0;
    this.#learnt.answered(turn);
    const tookMs = now - turn.startedAt;
    if (tookMs < this.#latestMs) {
      this.#noteSpent(turn, { now });
    }
    this.#answers += 1;
    this.#answerMs +=
      (tookMs - this.#answerMs) / Math.min(MEAN_OF, this.#answers);
  }

  /** Notes a refusal, and holds everything for as long as the server wants. */
  refused(
    turn: Turn,
    options: { now: number; retryAfterMs: number | undefined },
  ): void {
    const { now, retryAfterMs } = options;
    const isNews = turn.number > this.#refusedUpTo;
    if (isNews) {
      this.#refusedUpTo = this.#started;
      this.#refusalsInARow += 1;
    }
    const heldMs = this.#toHeldMs(retryAfterMs);
    if (isNews) {
      this.#learnt.refused(turn, { heldMs });
      this.#opening = 1;
    }
    this.#level = 0;
    this.#levelAt = now;
    this.hold(now + heldMs);
  }

  ended(turn: Turn): void {
    this.#inFlight.delete(turn);
    if (turn.number > this.#refusedUpTo) {
      this.#opening +=
        this.#learnt.perSecond === Infinity
          ? OPENED_WITHOUT_PACE
          : OPENED_AT_PACE;
    }
  }

  hold(until: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, until);
  }

  /** How long a request may have been on its way to the server at most. */
  get #latestMs(): number {
    return Math.max(LATEST_MS, LATE_TIMES * this.#answerMs);
  }

  #countOnTheirWay(now: number): number {
    const since = now - this.#latestMs;
    let count = 0;
    for (const { startedAt } of this.#inFlight) {
      count += startedAt > since ? 1 : 0;
    }
    return count;
  }

  /**
   * As many as are under way at the pace while none is late, with some room for
   * chance, and as many more as the server has saved up for.
   */
  get #mostOnTheirWay(): number {
    const { perSecond, burst } = this.#learnt;
    if (perSecond === Infinity) {
      return Infinity;
    }
    const usual = (perSecond * this.#answerMs) / 1000;
    return Math.max(1, Math.floor(usual + Math.sqrt(usual))) + burst - 1;
  }

  /**
   * However late a request has come, the server has spent something on it no
   * longer ago than an answer takes: there was no time to save that up again.
   */
  #noteSpent(turn: Turn, { now }: { now: number }): void {
    const { perSecond, burst } = this.#learnt;
    if (perSecond === Infinity) {
      return;
    }
    this.#fill(now);
    const gained = (perSecond * this.#answerMs) / 1000;
    const sentSince = Math.min(
      this.#inFlight.size - 1,
      this.#started - turn.number,
    );
    this.#level = Math.min(this.#level, burst - 1 + gained - sentSince);
  }

  /** When the next request could have started, had there been one. */
  #dueSince(): number {
    const spacing = 1000 / this.requestsPerSecond;
    return Math.max(this.#lastStartedAt + spacing, this.#heldUntil);
  }

  #fill(now: number): void {
    const { perSecond, burst } = this.#learnt;
    this.#level =
      perSecond === Infinity
        ? Infinity
        : Math.min(
            burst,
            this.#level + ((now - this.#levelAt) / 1000) * perSecond,
          );
    this.#levelAt = now;
  }

  /** A server that says "at once" is believed one time, not two in a row. */
  #toHeldMs(retryAfterMs: number | undefined): number {
    const isBelieved =
      retryAfterMs !== undefined &&
      (retryAfterMs > 0 || this.#refusalsInARow === 1);
    return isBelieved ? retryAfterMs : this.#backoffMs();
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
