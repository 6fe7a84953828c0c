import { describeHeldBack } from './describeHeldBack';

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
