import { TokenBucket } from './TokenBucket';
import type { TokenBucketSettings } from './types';

function createBucket(settings: Partial<TokenBucketSettings> = {}) {
  let nowMs = 0;
  const bucket = new TokenBucket({
    clock: { now: () => nowMs },
    settings: { capacity: 2, refillPerSecond: 1, ...settings },
  });
  const pass = (milliseconds: number) => {
    nowMs += milliseconds;
  };
  return { bucket, pass };
}

describe('TokenBucket', () => {
  it('gives its capacity at once, then the seconds to wait', () => {
    const { bucket } = createBucket();
    expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 1]);
  });

  it('gives a token again once one is refilled', () => {
    const { bucket, pass } = createBucket();
    bucket.take();
    bucket.take();
    pass(999);
    expect(bucket.take()).toBe(1);
    pass(1);
    expect(bucket.take()).toBe(0);
  });

  it('never holds more than its capacity', () => {
    const { bucket, pass } = createBucket();
    pass(60_000);
    expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 1]);
  });

  it('says how long a slow refill takes', () => {
    const { bucket } = createBucket({ capacity: 1, refillPerSecond: 0.1 });
    bucket.take();
    expect(bucket.take()).toBe(10);
  });

  it('loses what others take of it', () => {
    const { bucket, pass } = createBucket({ competingPerSecond: 3 });
    pass(1000);
    expect(bucket.take()).toBe(60);
  });
});
