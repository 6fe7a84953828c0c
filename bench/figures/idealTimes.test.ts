import { toIdealBucketMs, toIdealSweepMs } from './idealTimes';

describe('toIdealSweepMs', () => {
  it('spreads the latency of all requests over those in flight', () => {
    expect(
      toIdealSweepMs({ requests: 1000, latencyMs: 20, inFlight: 8 }),
    ).toBe(2500);
  });
});

describe('toIdealBucketMs', () => {
  const bucket = { capacity: 60, refillPerSecond: 5 };

  it('waits for every token beyond the full bucket', () => {
    expect(toIdealBucketMs({ requests: 405, ...bucket })).toBe(69_000);
  });

  it('is nothing as long as the bucket lasts', () => {
    expect(toIdealBucketMs({ requests: 60, ...bucket })).toBe(0);
  });
});
