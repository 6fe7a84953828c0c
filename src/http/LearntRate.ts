import { boundGrantedRate } from './boundGrantedRate';
import { Turn } from './types';

/** The pace never gets slower than one request in ten seconds. */
const SLOWEST_PER_SECOND = 0.1;
/** Bounds as near as this are near enough. */
const NEAR = 1.3;
/** After so many searches the middle of the bounds is near enough. */
const SEARCHES = 2;
/**
 * A search doubles the pace in so many answers and so much time, the next one
 * in twice that; in fewer where a rate rests on fewer.
 */
const SEARCH = { answers: 16, seconds: 0.5 };
/** A rate that is known is tried again in twice so many answers and so much time. */
const TRIAL = { answers: 36, seconds: 2 };
/** For each second of a hold in which a server saves nothing up, so much longer. */
const TRIAL_SECONDS_PER_LOST = 8;
/** How steeply the pace leaves a known rate behind: slowly at first, as CUBIC does. */
const STEEPNESS = 3;
const NARROWEST = 0.05;
const WIDEST = 0.25;
/** Of what the server was seen to save up, so much is counted on. */
const SHARE_OF_SAVED_UP = 0.6;
/** What it refuses early it has less of than so much of what it granted. */
const SHARE_OF_GRANTED = 0.3;
/** So much is counted on still after a refusal below a rate that is known. */
const SHARE_OF_DOUBTED = 0.7;
/** What a server saves up is what it grants in so short a time. */
const SAVED_UP_WITHIN_MS = 2_000;
/** Older answers than these tell no more. */
const KEPT_ANSWERS = 1_000;

/** How the pace goes on from a rate, by the share of its time that has passed. */
interface Growth {
  readonly answers: number;
  readonly seconds: number;
  toFactor(passed: number): number;
}

/**
 * The rate that a server grants, learnt from what it answers and refuses.
 *
 * @remarks
 * A refusal shows that the server has nothing left. So what it has answered
 * between two refusals, over the time between them, is what it grants, unless
 * it could not save up what was not asked for in between:
 * {@link boundGrantedRate} says how far that leads. While the bounds are far
 * from each other, the pace starts from the lower one and doubles, each time
 * more slowly. When they are near, it starts a little below, stays near for a
 * while, and then leaves the rate behind ever faster, as CUBIC does in TCP. So
 * a rate that falls or rises is found at the next refusal. It counts
 * answers, not time: nothing is learnt while nobody asks.
 */
export class LearntRate {
  #perSecond = Infinity;
  #base?: number;
  #growth?: Growth;
  #passed = 0;
  #searches = 0;
  /** Since when all is known: the first refused of the last refusal. */
  #since?: Turn;
  #answers = 0;
  #answeredAt: number[] = [];
  /** What the server may have saved up for us at most, and how much of it we count on. */
  #savedUp = Infinity;
  #burst = Infinity;
  /** The answers that spent it, and the time they took. */
  #spent = { answers: Infinity, seconds: 0 };
  /** What the last hold let us save up, and how long it was. */
  #heldBack = 0;
  #heldSeconds = 0;
  #isBurstInDoubt = false;

  /** The pace in requests a second; Infinity until two refusals have shown one. */
  get perSecond(): number {
    return this.#perSecond;
  }

  /** How many requests may go at once after a time in which none went. */
  get burst(): number {
    return Math.max(1, SHARE_OF_SAVED_UP * this.#burst);
  }

  /** Notes an answer that was no refusal. */
  answered(turn: Turn): void {
    if (this.#since && turn.number < this.#since.number) {
      return;
    }
    this.#answers += 1;
    this.#answeredAt.push(turn.startedAt);
    if (this.#answeredAt.length >= 2 * KEPT_ANSWERS) {
      this.#answeredAt.splice(0, KEPT_ANSWERS);
    }
    if (this.#growth && !turn.isSavedUp) {
      const { answers, seconds } = this.#growth;
      this.#passed += Math.min(1 / answers, 1 / (seconds * this.#perSecond));
      this.#keepPace();
    }
  }

  /** Notes the first refusal after an answer, and the hold that follows it. */
  refused(turn: Turn, { heldMs }: { heldMs: number }): void {
    if (!this.#since) {
      this.#noteSavedUp(turn);
      this.#passed = 0;
    } else if (this.#answers > 0) {
      this.#learn(turn, { since: this.#since });
    } else {
      return;
    }
    this.#keepPace();
    this.#observeFrom(turn);
    this.#heldSeconds = heldMs / 1000;
    this.#heldBack = this.#base
      ? Math.min(this.burst, this.#perSecond * this.#heldSeconds)
      : 0;
  }

  /** Notes that nobody has asked for a while: the server has saved up nobody knows what. */
  forget(): void {
    this.#observeFrom(undefined);
  }

  #observeFrom(turn: Turn | undefined): void {
    this.#since = turn;
    this.#answers = 0;
    this.#answeredAt = [];
  }

  /** A refusal after a time that nothing is known of shows what was saved up in it. */
  #noteSavedUp(turn: Turn): void {
    const since = turn.startedAt - SAVED_UP_WITHIN_MS;
    const answeredAt = this.#answeredAt.filter(at => at > since);
    const granted = answeredAt.length;
    this.#burst = Math.max(1, granted);
    this.#savedUp =
      this.#savedUp === Infinity
        ? this.#burst
        : Math.max(this.#savedUp, granted);
    const ms = turn.startedAt - Math.min(turn.startedAt, ...answeredAt);
    this.#spent = { answers: granted, seconds: ms / 1000 };
  }

  /** What was granted at such a rate meanwhile had not been saved up. */
  #lessenSavedUp({ perSecond }: { perSecond: number }): void {
    const { answers, seconds } = this.#spent;
    const most = Math.max(1, answers - perSecond * seconds);
    this.#savedUp = Math.min(this.#savedUp, most);
    this.#burst = Math.min(this.#burst, most);
  }

  /**
   * A refusal below the rate that is known may come of several requests that
   * reached the server at once, and found less than was counted on.
   */
  #doubtSavedUp(turn: Turn): void {
    if (this.#base !== undefined && turn.perSecond < this.#base) {
      this.#savedUp = Math.max(1, SHARE_OF_DOUBTED * this.#savedUp);
      this.#burst = Math.min(this.#burst, this.#savedUp);
    }
  }

  #learn(turn: Turn, { since }: { since: Turn }): void {
    if (this.#isBurstToBlame()) {
      this.#burst = Math.max(1, SHARE_OF_GRANTED * this.#answers);
      this.#isBurstInDoubt = true;
      this.#passed = 0;
      return;
    }
    this.#isBurstInDoubt = false;
    const seconds = Math.max(0.001, (turn.startedAt - since.startedAt) / 1000);
    const averagePerSecond = this.#answers / seconds;
    if (this.#base === undefined && this.#answers >= this.#savedUp / 2) {
      this.#savedUp = Math.min(this.#savedUp, this.#answers);
    }
    const unasked = turn.perSecond * seconds - this.#answers;
    if (Math.min(this.#answers, unasked) < this.#savedUp / 2) {
      // The server had room for all that was not asked for.
      this.#burst = this.#savedUp;
      this.#settle(averagePerSecond);
      return;
    }
    const { atLeast, atMost } = boundGrantedRate({
      answeredAt: this.#answeredAt.sort((a, b) => a - b),
      averagePerSecond,
      refusedAt: turn.startedAt,
      refusedPerSecond: turn.perSecond,
      savedUp: this.#savedUp,
    });
    this.#lessenSavedUp({ perSecond: atLeast });
    this.#doubtSavedUp(turn);
    if (atMost <= NEAR * atLeast || this.#searches >= SEARCHES) {
      this.#settle((atLeast + Math.min(atMost, 2 * atLeast)) / 2);
    } else {
      this.#search(atLeast);
    }
  }

  /**
   * A refusal right after what was saved up is spent shows that the server
   * had not saved up as much, and nothing of the rate; but not twice.
   */
  #isBurstToBlame(): boolean {
    return (
      this.#base !== undefined &&
      this.burst > 1 &&
      !this.#isBurstInDoubt &&
      this.#answers <= 1.5 * this.#heldBack + 3
    );
  }

  #search(from: number): void {
    const times = 2 ** this.#searches;
    this.#searches += 1;
    this.#growFrom(from, {
      answers: Math.min(SEARCH.answers, 1 + this.#answers) * times,
      seconds: SEARCH.seconds * times,
      toFactor: passed => 2 ** passed,
    });
  }

  #settle(rate: number): void {
    this.#searches = 0;
    const spread = Math.min(WIDEST, Math.max(NARROWEST, 1 / this.#answers));
    const lost = Math.max(0, this.#heldSeconds - this.#savedUp / rate);
    this.#growFrom(rate, {
      answers: TRIAL.answers,
      seconds: TRIAL.seconds + TRIAL_SECONDS_PER_LOST * lost,
      toFactor: passed =>
        1 +
        (spread * Math.sinh(STEEPNESS * (passed - 1))) / Math.sinh(STEEPNESS),
    });
  }

  #growFrom(rate: number, growth: Growth): void {
    this.#base = rate;
    this.#growth = growth;
    this.#passed = 0;
  }

  #keepPace(): void {
    if (this.#base !== undefined && this.#growth) {
      this.#perSecond = Math.max(
        SLOWEST_PER_SECOND,
        this.#base * this.#growth.toFactor(this.#passed),
      );
    }
  }
}
