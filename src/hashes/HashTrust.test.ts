import { HashTrust } from './HashTrust';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const now = Date.parse('2026-11-28T12:00:00Z');

const changeOf = (key: string, hashes: { before: string; hash: string }) => ({
  ...{ key, ...hashes },
  isChanged: true,
});
const announced = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    changeOf(`id:${index}`, { before: 'a', hash: 'b' }),
  );
const unannounced = changeOf('id:1', { before: 'b', hash: 'b' });
const reading = (hashes: Record<string, string>) => ({
  hashOf: (key: string) => hashes[key],
});

const believed = new HashTrust().withFindings(announced(20), { now });
const suspended = believed.withFindings([unannounced], { now });

describe('HashTrust', () => {
  it('is earned by 20 announced changes', () => {
    const almost = new HashTrust().withFindings(announced(19), { now });
    expect(almost.standing({ now })).toBe('learning');
    expect(believed.standing({ now })).toBe('believed');
    expect(believed.points).toBe(20);
  });

  it('counts a change once, whoever sees it', () => {
    const twice = new HashTrust()
      .withFindings(announced(15), { now })
      .withFindings(announced(15), { now });
    expect(twice.points).toBe(15);
  });

  it('earns nothing by a hash that moves without a change', () => {
    const findings = announced(40).map(each => ({ ...each, isChanged: false }));
    const { points } = new HashTrust().withFindings(findings, { now });
    expect(points).toBe(0);
  });

  it('is suspended by a change that was not announced', () => {
    expect(suspended.standing({ now })).toBe('suspended');
  });

  it('takes an announcement that comes late for a point', () => {
    const early = new HashTrust()
      .withFindings([unannounced], { now })
      .withReading({ ...reading({ 'id:1': 'c' }), now });
    expect(early.points).toBe(1);
    const later = suspended.withReading({ ...reading({ 'id:1': 'c' }), now });
    expect(later.standing({ now })).toBe('believed');
  });

  it('waits ten minutes for a late announcement, and ends for a day without one', () => {
    const equal = reading({ 'id:1': 'b' });
    const soon = now + 9 * MINUTE_MS;
    const waiting = suspended.withReading({ ...equal, now: soon });
    expect(waiting.standing({ now: soon })).toBe('suspended');
    const late = now + 10 * MINUTE_MS;
    const missed = waiting.withReading({ ...equal, now: late });
    expect(missed.points).toBe(0);
    const earned = missed.withFindings(announced(20), { now: late });
    expect(earned.standing({ now: late + DAY_MS - 1 })).toBe('distrusted');
    expect(earned.standing({ now: late + DAY_MS })).toBe('believed');
  });

  it('takes no unannounced change for a miss that a webhook has told of, since it may be undone', () => {
    const heardOf = { ...unannounced, isHeardOf: true };
    const learning = new HashTrust()
      .withFindings(announced(15), { now })
      .withFindings([heardOf], { now });
    const later = now + 10 * MINUTE_MS;
    const trust = learning.withReading({
      ...reading({ 'id:1': 'b' }),
      now: later,
    });
    expect(trust.points).toBe(15);
    expect(trust.state.suspicions).toEqual([]);
    expect(trust.standing({ now: later })).toBe('learning');
  });

  it('can say nothing of a repository that is missing from the next reading', () => {
    const later = now + DAY_MS;
    const trust = suspended.withReading({ ...reading({}), now: later });
    expect(trust.standing({ now: later })).toBe('believed');
  });

  it('counts a refusal for a day, or until a reading succeeds', () => {
    const refused = believed.withRefusal({ now });
    expect(refused.isRefused({ now: now + DAY_MS - 1 })).toBe(true);
    expect(refused.isRefused({ now: now + DAY_MS })).toBe(false);
    const read = refused.withReading({ ...reading({}), now });
    expect(read.isRefused({ now })).toBe(false);
  });

  it('remembers no more suspicions than a hundred', () => {
    const findings = announced(500).map(each => ({ ...each, hash: 'a' }));
    const { suspicions } = believed.withFindings(findings, { now }).state;
    expect(suspicions).toHaveLength(100);
  });
});
