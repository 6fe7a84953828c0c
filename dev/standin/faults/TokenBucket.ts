import type { Clock, TokenBucketSettings } from './types';

/**
 * Counts the tokens of one user: one a request, refilled as time goes by.
 */
export class TokenBucket {
  private readonly clock: Clock;
  private readonly capacity: number;
  private readonly gainPerSecond: number;
  private tokens: number;
  private countedAt: number;

  constructor(options: { clock: Clock; settings: TokenBucketSettings }) {
    const { clock, settings } = options;
    const { capacity, refillPerSecond, competingPerSecond = 0 } = settings;
    this.clock = clock;
    this.capacity = capacity;
    this.gainPerSecond = refillPerSecond - competingPerSecond;
    this.tokens = capacity;
    this.countedAt = clock.now();
  }

  /**
   * Takes a token and gives 0, or leaves it and gives the seconds to wait.
   */
  take(): number {
    const now = this.clock.now();
    const gained = (this.gainPerSecond * (now - this.countedAt)) / 1000;
    this.tokens = Math.min(this.capacity, Math.max(0, this.tokens + gained));
    this.countedAt = now;
    if (this.tokens >= 1) {
      this.tokens -= 1;
      return 0;
    }
    return this.gainPerSecond > 0
      ? Math.max(1, Math.ceil((1 - this.tokens) / this.gainPerSecond))
      : 60;
  }
}
