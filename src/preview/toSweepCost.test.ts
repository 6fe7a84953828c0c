import { toSweepCost } from './toSweepCost';

const reads = { enabled: true, checksPerMinute: 60, maxAgeMs: 3_600_000 };
const sweep = { requests: 10_201, elapsedMs: 61_500, files: 1_000, reads };

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

  it.each([
    ['few files, each once in 125 seconds', { files: 50 }, 0.4],
    ['many files, at checksPerMinute', {}, 1],
    ['very many, each once in maxAge', { files: 36_000 }, 10],
    ['none for their age but once in maxAge', { reads: { ...reads, checksPerMinute: 0 } }, 1_000 / 3_600],
    ['each once in 125 seconds with the reader of Backstage', { reads: { ...reads, enabled: false } }, 8],
  ])('reads %s, afterwards', (_, change, perSecond) => {
    const { catalogRequestsPerSecond } = toSweepCost({ ...sweep, ...change });
    expect(catalogRequestsPerSecond).toBeCloseTo(perSecond, 5);
  });
});
