import { Pace } from './Pace';
import { Turn } from './types';

const SECOND = 1_000;

/** Has one request answered, as soon as it is due; gives the time. */
function answerOne(pace: Pace, now: number) {
  const at = pace.dueAt(now);
  const turn = pace.start(at);
  pace.answered(turn, { now: at });
  pace.ended(turn);
  return at;
}

/** Has requests answered one after the other; gives the time of the last. */
function answerMany(pace: Pace, options: { from: number; count: number }) {
  let now = options.from;
  for (let i = 0; i < options.count; i += 1) {
    now = answerOne(pace, now);
  }
  return now;
}

function refuse(pace: Pace, now: number, retryAfterMs?: number) {
  const turn = pace.start(now);
  pace.refused(turn, { now, retryAfterMs });
  pace.ended(turn);
}

/** Learns 5 a second from two refusals: 20 answers in 4 s between them. */
function learnFive(pace: Pace) {
  answerMany(pace, { from: 0, count: 60 });
  refuse(pace, 0, SECOND);
  for (let i = 1; i <= 20; i += 1) {
    answerOne(pace, SECOND + 150 * (i - 1));
  }
  refuse(pace, 4 * SECOND, SECOND);
  return 5 * SECOND;
}

describe('Pace', () => {
  it('lets everything start at once where there is no limit', () => {
    const pace = new Pace({});
    expect(answerMany(pace, { from: 0, count: 100 })).toBe(0);
    expect(pace.requestsPerSecond).toBe(Infinity);
    expect(pace.hasSeenRefusal).toBe(false);
  });

  it('sends two requests first, and one more beside them for every twelve that end', () => {
    const pace = new Pace({});
    const countAtOnce = () => {
      const turns: Turn[] = [];
      while (pace.dueAt(0) === 0) {
        turns.push(pace.start(0));
      }
      turns.forEach(turn => pace.ended(turn));
      return turns.length;
    };
    expect(countAtOnce()).toBe(2);
    answerMany(pace, { from: 0, count: 7 });
    expect(countAtOnce()).toBe(2);
    answerMany(pace, { from: 0, count: 1 });
    expect(countAtOnce()).toBe(3);
    answerMany(pace, { from: 0, count: 9 });
    expect(countAtOnce()).toBe(4);
  });

  it('sends one after the other after a refusal, until a dozen have ended or a pace is known', () => {
    const pace = new Pace({});
    answerMany(pace, { from: 0, count: 50 });
    refuse(pace, 0, SECOND);
    answerMany(pace, { from: SECOND, count: 11 });
    const eleventh = pace.start(SECOND);
    expect(pace.dueAt(SECOND)).toBeGreaterThan(SECOND);
    pace.ended(eleventh);
    pace.start(SECOND);
    expect(pace.dueAt(SECOND)).toBe(SECOND);
  });

  it('sends one request first after a refusal', () => {
    const pace = new Pace({});
    answerMany(pace, { from: 0, count: 50 });
    refuse(pace, 0, SECOND);
    pace.start(SECOND);
    expect(pace.dueAt(SECOND)).toBeGreaterThan(SECOND);
  });

  it('sends one more each quarter of a second while nothing comes back', () => {
    const pace = new Pace({});
    pace.start(0);
    pace.start(0);
    expect(pace.dueAt(0)).toBe(250);
    pace.start(250);
    expect(pace.dueAt(260)).toBe(500);
  });

  it('spaces starts evenly where there is a limit, from the first one on', () => {
    const pace = new Pace({ requestsPerMinute: 120 });
    answerOne(pace, 0);
    expect(pace.dueAt(0)).toBe(500);
    answerOne(pace, 500);
    expect(pace.dueAt(500)).toBe(1_000);
  });

  it('counts from when a request was due where a timer fired a little late', () => {
    const pace = new Pace({ requestsPerMinute: 120 });
    answerOne(pace, 0);
    answerOne(pace, 510);
    expect(pace.dueAt(510)).toBe(1_000);
  });

  it('saves nothing of a limit up while nobody asks', () => {
    const pace = new Pace({ requestsPerMinute: 120 });
    answerOne(pace, 0);
    answerOne(pace, 60 * SECOND);
    expect(pace.dueAt(60 * SECOND)).toBe(60 * SECOND + 500);
  });

  it('keeps to a limit also where the server grants more', () => {
    const pace = new Pace({ requestsPerMinute: 60 });
    refuse(pace, 0, SECOND);
    answerMany(pace, { from: SECOND, count: 30 });
    expect(pace.requestsPerSecond).toBe(1);
  });

  it('holds everything exactly as long as the server wants, whatever chance says', () => {
    const pace = new Pace({ random: () => 0.99 });
    refuse(pace, 0, 7 * SECOND);
    expect(pace.dueAt(0)).toBe(7 * SECOND);
  });

  it('never shortens a hold', () => {
    const pace = new Pace({});
    pace.hold(9 * SECOND);
    pace.hold(2 * SECOND);
    expect(pace.dueAt(0)).toBe(9 * SECOND);
  });

  it.each([
    [0, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]],
    [0.5, [750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000]],
    [1, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]],
  ])(
    'backs off exponentially, half of it by chance (%p), where the server says nothing',
    (chance, delays) => {
      const pace = new Pace({ random: () => chance });
      let now = 0;
      for (const delayMs of delays) {
        refuse(pace, now);
        expect(pace.dueAt(now) - now).toBe(delayMs);
        now = pace.dueAt(now);
      }
    },
  );

  it('starts the backoff anew after an answer', () => {
    const pace = new Pace({ random: () => 1 });
    refuse(pace, 0);
    refuse(pace, 10 * SECOND);
    answerOne(pace, 20 * SECOND);
    refuse(pace, 30 * SECOND);
    expect(pace.dueAt(30 * SECOND)).toBe(31 * SECOND);
  });

  it('does not start the backoff anew after a request that ended otherwise', () => {
    const pace = new Pace({ random: () => 1 });
    refuse(pace, 0);
    pace.ended(pace.start(10 * SECOND));
    refuse(pace, 20 * SECOND);
    expect(pace.dueAt(20 * SECOND)).toBe(22 * SECOND);
  });

  it('believes a server that says to come at once a single time', () => {
    const pace = new Pace({ random: () => 1 });
    refuse(pace, 0, 0);
    expect(pace.dueAt(0)).toBe(0);
    refuse(pace, 0, 0);
    expect(pace.dueAt(0)).toBe(2 * SECOND);
  });

  it('backs off once for the refusals of requests that were under way together', () => {
    const pace = new Pace({ random: () => 1 });
    const turns = [1, 2, 3, 4].map(() => pace.start(0));
    const refusal = { now: 20, retryAfterMs: undefined };
    turns.forEach(turn => pace.refused(turn, refusal));
    expect(pace.dueAt(20)).toBe(20 + SECOND);
  });

  it('knows after two refusals what the server grants: the answers between them, over the time', () => {
    const pace = new Pace({});
    learnFive(pace);
    expect(pace.hasSeenRefusal).toBe(true);
    expect(pace.requestsPerSecond).toBeCloseTo(5 * 0.95, 1);
  });

  it('lets go at once what the server has saved up during a hold', () => {
    const pace = new Pace({});
    const now = learnFive(pace);
    expect(answerMany(pace, { from: now, count: 4 })).toBe(now);
    expect(pace.dueAt(now)).toBeGreaterThan(now + 50);
  });

  it('learns no faster rate from a request that ended without an answer', () => {
    const pace = new Pace({});
    let now = learnFive(pace);
    const before = pace.requestsPerSecond;
    for (let i = 0; i < 100; i += 1) {
      now = pace.dueAt(now);
      pace.ended(pace.start(now));
    }
    expect(pace.requestsPerSecond).toBe(before);
  });

  it('tries a faster pace after a while of answers, ever more boldly', () => {
    const pace = new Pace({});
    const now = learnFive(pace);
    const paces = [28, 56, 84, 112].map(count => {
      answerMany(pace, { from: now, count });
      return pace.requestsPerSecond;
    });
    expect(paces).toEqual([...paces].sort((a, b) => a - b));
    expect(paces[3]).toBeGreaterThan(20);
  });

  it('counts nothing that was granted before a time in which nobody asked', () => {
    const pace = new Pace({});
    const now = learnFive(pace);
    const before = pace.requestsPerSecond;
    // Five minutes later, the bucket of the server is full.
    const later = answerMany(pace, { from: now + 300 * SECOND, count: 48 });
    refuse(pace, later, SECOND);
    expect(pace.requestsPerSecond).toBeCloseTo(before);
  });
});
