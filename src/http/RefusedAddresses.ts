import { LRUCache } from 'lru-cache';
import { HostBudget, Tally } from './HostBudget';
import { Turn } from './types';

/** More addresses than these are not one address's own trouble. */
const KEPT_ADDRESSES = 1_000;

/** So often an address goes first again, and others have to wait for it. */
const TIMES_FIRST = 1;
/** An address is alone where others are answered so many times as often as refused. */
const ANSWERS_PER_REFUSAL = 4;
/** From so many refusals on, it matters whether it is alone; each third time where it is not known to be. */
const MATTERS_FROM = 7;
const MATTERS_EVERY = 3;

/** What is known of an address since it was last answered. */
interface Refusals {
  readonly turn: Turn;
  /** How the host stood then, this refusal included. */
  readonly tally: Tally;
  /** How often it was refused in all. */
  readonly count: number;
  /** How many of them were followed by an answer to another one, and by its next refusal. */
  readonly alone: number;
  /** Whether it was the last time, as far as anything tells. */
  readonly isAlone: boolean;
  readonly notBefore: number;
}

/**
 * Tells an address that is refused all by itself from a host that refuses
 * whatever comes too early.
 *
 * @remarks
 * A limiter that has nothing left refuses everybody. So where requests are
 * answered that were sent after one to this address was refused, hardly any
 * other is refused meanwhile, and this one is refused once more, the trouble is its own, as that of a proxy with a limit
 * on one path. Such a refusal says nothing of the pace of the host. By chance
 * that happens with a limiter too, when others take what it grants, but not
 * many times before it is answered itself.
 */
export class RefusedAddresses {
  readonly #budget: HostBudget;
  readonly #byUrl = new LRUCache<string, Refusals>({ max: KEPT_ADDRESSES });

  constructor(options: { budget: HostBudget }) {
    this.#budget = options.budget;
  }

  /**
   * Notes a refusal, and that the address wants to be left alone for so long;
   * says whether the trouble is its own.
   */
  refused(
    url: string,
    { turn, retryAfterMs }: { turn: Turn; retryAfterMs: number },
  ): boolean {
    const before = this.#byUrl.get(url);
    const areOthersWell = before !== undefined && this.#areOthersWell(before);
    const { answers, refusals } = this.#budget.tally;
    const isUntold = before?.isAlone && refusals === before.tally.refusals;
    const isAlone = areOthersWell || isUntold === true;
    this.#byUrl.set(url, {
      turn,
      tally: { answers, refusals: refusals + (isAlone ? 0 : 1) },
      count: (before?.count ?? 0) + 1,
      alone: (before?.alone ?? 0) + (areOthersWell ? 1 : 0),
      isAlone,
      notBefore: performance.now() + retryAfterMs,
    });
    return isAlone;
  }

  #areOthersWell({ turn, tally }: Refusals): boolean {
    const { answers, refusals } = this.#budget.tally;
    return (
      this.#budget.hasAnsweredSince(turn) &&
      answers - tally.answers >=
        ANSWERS_PER_REFUSAL * (refusals - tally.refusals)
    );
  }

  answered(url: string): void {
    this.#byUrl.delete(url);
  }

  timesAlone(url: string): number {
    return this.#byUrl.get(url)?.alone ?? 0;
  }

  /** How long to leave the address alone, where its trouble is its own. */
  waitMs(url: string): number {
    const refusals = this.#byUrl.get(url);
    return refusals?.isAlone
      ? Math.max(0, refusals.notBefore - performance.now())
      : 0;
  }

  /** Whether it goes before its equals; after a few times others are heard first. */
  goesFirst(url: string): boolean {
    const count = this.#byUrl.get(url)?.count ?? 0;
    return count > 0 && count <= TIMES_FIRST;
  }

  /** Whether it is time to ask for something else, since nothing was since the last refusal. */
  isUntold(url: string): boolean {
    const refusals = this.#byUrl.get(url);
    if (!refusals || this.#budget.hasAnsweredSince(refusals.turn)) {
      return false;
    }
    const { count, alone } = refusals;
    return count >= MATTERS_FROM && (alone > 0 || count % MATTERS_EVERY === 0);
  }
}
