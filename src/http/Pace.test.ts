import { Pace } from './Pace';

const SECOND = 1_000;

/** Starts requests one after the other, each when it is due, and has them answered. */
function answerMany(pace: Pace, options: { from: number; count: number }) {
  let now = options.from;
  for (let i = 0; i < options.count; i += 1) {
    now = Math.max(now, pace.nextStartAt);
    pace.start(now);
    pace.answered();
  }
  return now;
}

function refuse(pace: Pace, now: number, retryAfterMs?: number) {
  pace.refused(pace.start(now), { now, retryAfterMs });
}

describe('Pace', () => {
  const t0 = 1_700_000_000_000;

  it('lets everything start at once where there is no limit', () => {
    const pace = new Pace({});
    for (let i = 0; i < 100; i += 1) {
      pace.start(t0);
      expect(pace.nextStartAt).toBeLessThanOrEqual(t0);
    }
    expect(pace.requestsPerSecond).toBe(Infinity);
  });

  it('spaces starts evenly where there is a limit, from the first one on', () => {
    const pace = new Pace({ requestsPerMinute: 120 });
    pace.start(t0);
    expect(pace.nextStartAt).toBe(t0 + 500);
    pace.start(t0 + 500);
    expect(pace.nextStartAt).toBe(t0 + 1_000);
  });

  it('counts from when a request was due where a timer fired a little late', () => {
    const pace = new Pace({ requestsPerMinute: 120 });
    pace.start(t0);
    pace.start(t0 + 510);
    expect(pace.nextStartAt).toBe(t0 + 1_000);
  });

  it('saves nothing up while nobody asks', () => {
    const pace = new Pace({ requestsPerMinute: 120 });
    pace.start(t0);
    pace.start(t0 + 60 * SECOND);
    expect(pace.nextStartAt).toBe(t0 + 60 * SECOND + 500);
  });

  it('holds everything exactly as long as the server wants, whatever chance says', () => {
    const pace = new Pace({ random: () => 0.99 });
    refuse(pace, t0, 7 * SECOND);
    expect(pace.nextStartAt).toBe(t0 + 7 * SECOND);
  });

  it('never shortens a hold', () => {
    const pace = new Pace({});
    pace.hold(t0 + 9 * SECOND);
    pace.hold(t0 + 2 * SECOND);
    expect(pace.nextStartAt).toBe(t0 + 9 * SECOND);
  });

  it.each([
    [0, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]],
    [0.5, [750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000]],
    [1, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]],
  ])(
    'backs off exponentially, half of it by chance (%p), where the server says nothing',
    (chance, delays) => {
      const pace = new Pace({ random: () => chance });
      let now = t0;
      for (const delayMs of delays) {
        refuse(pace, now);
        expect(pace.nextStartAt - now).toBe(delayMs);
        now = pace.nextStartAt;
      }
    },
  );

  it('starts the backoff anew after an answer', () => {
    const pace = new Pace({ random: () => 1 });
    refuse(pace, t0);
    refuse(pace, t0 + 10 * SECOND);
    pace.answered();
    refuse(pace, t0 + 20 * SECOND);
    expect(pace.nextStartAt).toBe(t0 + 21 * SECOND);
  });

  it('takes a little less than the rate at which answers came, after a refusal', () => {
    const pace = new Pace({ requestsPerMinute: 300 });
    const now = answerMany(pace, { from: t0, count: 101 });
    refuse(pace, now, SECOND);
    expect(pace.requestsPerSecond).toBeCloseTo(0.9 * (101 / 20), 1);
  });

  it('falls by half at most, so that one refusal out of season does little harm', () => {
    const pace = new Pace({ requestsPerMinute: 600 });
    refuse(pace, t0, SECOND);
    expect(pace.requestsPerSecond).toBe(5);
    refuse(pace, t0 + SECOND, SECOND);
    expect(pace.requestsPerSecond).toBe(2.5);
  });

  it('does not take what the server had saved up for what it grants', () => {
    const pace = new Pace({});
    for (let i = 0; i < 60; i += 1) {
      pace.start(t0 + i);
      pace.answered();
    }
    refuse(pace, t0 + 60, SECOND);
    expect(pace.requestsPerSecond).toBeCloseTo(5.4);
  });

  it('slows down at the first refusal, even without one answer and with a Retry-After of 0', () => {
    const pace = new Pace({});
    refuse(pace, t0, 0);
    expect(pace.requestsPerSecond).toBe(5);
    expect(pace.nextStartAt).toBe(t0);
    refuse(pace, t0, 0);
    expect(pace.nextStartAt).toBeGreaterThan(t0);
  });

  it('never gets slower than one request in five seconds', () => {
    const pace = new Pace({});
    for (let i = 0; i < 50; i += 1) {
      refuse(pace, t0 + i * SECOND, 0);
    }
    expect(pace.requestsPerSecond).toBe(0.2);
  });

  it('learns once from the refusals of requests that were under way together', () => {
    const pace = new Pace({});
    const requests = [1, 2, 3, 4, 5, 6, 7, 8].map(() => pace.start(t0));
    for (const request of requests) {
      pace.refused(request, { now: t0 + 20, retryAfterMs: SECOND });
    }
    expect(pace.requestsPerSecond).toBe(5);
  });

  it('climbs about 1 % a second while answers come, up to the limit', () => {
    const pace = new Pace({ requestsPerMinute: 300 });
    refuse(pace, t0, 0);
    expect(pace.requestsPerSecond).toBe(2.5);
    const now = answerMany(pace, { from: t0, count: 25 });
    expect(pace.requestsPerSecond).toBeCloseTo(2.75);
    answerMany(pace, { from: now, count: 1_000 });
    expect(pace.requestsPerSecond).toBe(5);
  });

  it('forgets what it saw before a time in which nobody asked', () => {
    const pace = new Pace({ requestsPerMinute: 600 });
    answerMany(pace, { from: t0, count: 50 });
    answerMany(pace, { from: t0 + 3_600 * SECOND, count: 100 });
    // 100 answers in 10 s, not 150 in an hour.
    refuse(pace, pace.nextStartAt, SECOND);
    expect(pace.requestsPerSecond).toBeCloseTo(9, 0);
  });

  it('ends a hold when it is released', () => {
    const pace = new Pace({});
    pace.hold(t0 + 60 * SECOND);
    pace.release(t0);
    expect(pace.nextStartAt).toBe(t0);
  });
});
