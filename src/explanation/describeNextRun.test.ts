import { describeNextRun } from './describeNextRun';

const soon = { at: 1, isUnderWay: false };
const counts = { total: 1_250, leftOut: 50, urgent: 4 };

describe('describeNextRun', () => {
  it('looks at everything in the first run', () => {
    expect(
      describeNextRun(soon, {
        counts: { total: 0, leftOut: 0, urgent: 0 },
        ...{ hasRun: false, mayWait: false },
      }),
    ).toBe('it reads all lists, and looks at all repositories that they show');
  });

  it('begins with what is urgent, and says what of the others has its turn', () => {
    const options = { counts, hasRun: true };
    expect(describeNextRun(soon, { ...options, mayWait: false })).toMatch(
      /looks at 4 repositories at once, and then at the other 1,196, those looked at longest ago first/,
    );
    expect(describeNextRun(soon, { ...options, mayWait: true })).toMatch(
      /of the other 1,196 at those that have changed or whose turn it is/,
    );
  });

  it('says that one is under way', () => {
    const nextRun = { at: 1, isUnderWay: true };
    expect(
      describeNextRun(nextRun, { counts, hasRun: true, mayWait: true }),
    ).toMatch(/^one is under way; the one after it reads/);
  });
});
