import { describeCoverage, describeHeldBack } from './describeRunEnd';

const now = Date.parse('2026-11-28T12:00:00Z');
const minute = 60_000;
const coverage = {
  ...{ lookedAt: 8_100, total: 50_000, unmoved: 0, never: 0 },
  oldestAt: now,
};

describe('describeCoverage', () => {
  it('says nothing of a run that has looked at everything', () => {
    expect(
      describeCoverage({ ...coverage, lookedAt: 50_000 }, { now }),
    ).toBeUndefined();
  });

  it('says how old the rest is at most', () => {
    const oldestAt = now - 185 * minute;
    expect(
      describeCoverage({ ...coverage, oldestAt }, { now, everyMs: 1 }),
    ).toBe(
      'looked at 8,100 of 50,000 repositories; all of them were looked at within the last 3 h 5 min',
    );
  });

  it('says of how many it is known that they have not changed', () => {
    expect(
      describeCoverage({ ...coverage, unmoved: 41_900 }, { now }),
    ).toBe(
      'looked at 8,100 of 50,000 repositories; 41,900 are known not to have changed',
    );
  });

  it('says how old the others are beside those that have not changed', () => {
    const oldestAt = now - 30 * minute;
    expect(
      describeCoverage({ ...coverage, unmoved: 40_000, oldestAt }, { now }),
    ).toBe(
      'looked at 8,100 of 50,000 repositories; 40,000 are known not to have changed; all others were looked at within the last 30 min',
    );
  });

  it('says when everything will have been looked at', () => {
    expect(
      describeCoverage(
        { ...coverage, never: 41_900 },
        { now, everyMs: 30 * minute },
      ),
    ).toBe(
      'looked at 8,100 of 50,000 repositories; 41,900 were not looked at yet, which takes about 3 h more',
    );
  });

  it('says after how many runs, where nobody knows when they are', () => {
    expect(describeCoverage({ ...coverage, never: 41_900 }, { now })).toBe(
      'looked at 8,100 of 50,000 repositories; 41,900 were not looked at yet, which takes about 6 more runs',
    );
  });

  it('reckons with nothing where a run has reached none', () => {
    expect(
      describeCoverage(
        { ...coverage, lookedAt: 0, never: 50_000 },
        { now, everyMs: minute },
      ),
    ).toBe(
      'looked at 0 of 50,000 repositories; 50,000 were not looked at yet, and the next run goes on with them',
    );
  });
});

describe('describeHeldBack', () => {
  it('says how many are kept, why, and what becomes of them', () => {
    expect(describeHeldBack({ heldBack: 40, known: 50 })).toEqual([
      "the server's answers would have removed 40 of 50 known entities at once, so they are kept for now: the next run looks at their repositories first, and each goes if it is still not there",
    ]);
  });

  it('says nothing where nothing is', () => {
    expect(describeHeldBack({ heldBack: 0, known: 50 })).toEqual([]);
  });
});
