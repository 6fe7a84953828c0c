import { describeCost } from './describeCost';

describe('describeCost', () => {
  it('rounds what it takes at least up, and minutes from two on', () => {
    const cost = {
      requests: 10_201,
      seconds: 61.4,
      leastSecondsAtConfiguredLimit: 5_100.5,
      leastSecondsAtDefaultRateLimit: 100.2,
      catalogRequestsPerSecond: 2.456,
    };
    expect(describeCost(cost, { files: 307 })).toMatchInlineSnapshot(`
[
  "A run costs 10,201 requests, one of them for its first line; this sweep took 61 s.",
  "At retry.maxApiRequestsPerMinute it takes 86 minutes or more.",
  "At Bitbucket's default rate limit (60 at once, then 5 a second) it takes 101 s or more.",
  "The catalog then looks after 307 files: at most 2.5 requests a second at its default interval.",
]
`);
  });

  it('leaves out a limit that is not configured', () => {
    const cost = {
      requests: 1,
      seconds: 0,
      leastSecondsAtDefaultRateLimit: 0,
      catalogRequestsPerSecond: 0.008,
    };
    expect(describeCost(cost, { files: 1 })).toMatchInlineSnapshot(`
[
  "A run costs 1 request, one of them for its first line; this sweep took 0 s.",
  "Bitbucket's default rate limit (60 at once, then 5 a second) does not slow it down.",
  "The catalog then looks after 1 file: at most 0.008 requests a second at its default interval.",
]
`);
  });
});
