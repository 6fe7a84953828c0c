import { toSweepCost } from './toSweepCost';

const sweep = { requests: 10_201, elapsedMs: 61_500, files: 1_000 };

describe('toSweepCost', () => {
  it('gives the seconds as measured, and one request more', () => {
    expect(toSweepCost(sweep)).toMatchObject({
      requests: 10_202,
      seconds: 61.5,
    });
  });

  it('takes 60 requests off the default rate limit of 5 a second', () => {
    const least = (requests: number) =>
      toSweepCost({ ...sweep, requests }).leastSecondsAtDefaultRateLimit;

    expect(least(59)).toBe(0);
    expect(least(64)).toBe(1);
    expect(least(10_059)).toBe(2_000);
    expect(least(3)).toBe(0);
  });

  it('spreads the requests over minutes where a limit is configured', () => {
    const maxApiRequestsPerMinute = 120;
    expect(
      toSweepCost({ ...sweep, requests: 239, maxApiRequestsPerMinute })
        .leastSecondsAtConfiguredLimit,
    ).toBe(120);
    expect(toSweepCost(sweep).leastSecondsAtConfiguredLimit).toBeUndefined();
  });

  it('reads each file once in 125 seconds afterwards', () => {
    expect(toSweepCost(sweep).catalogRequestsPerSecond).toBe(8);
  });
});
