import { judgeRemovals } from './judgeRemovals';
import { Removal } from './readSnapshot';

const row = { key: 'id:1', projectKey: 'A', repoSlug: 'one', revision: 1 };

function removals(count: number, changes: Partial<Removal> = {}): Removal[] {
  return Array.from({ length: count }, (_, index) => ({
    row,
    entity: {
      entityRef: `location:default/${index}`,
      json: '{}',
      foundIn: 'a/one',
      isWanted: false,
      isTold: true,
      timesRetold: 0,
    },
    cause: 'server' as const,
    isCertain: true,
    isSecondLook: false,
    ...changes,
  }));
}

describe('judgeRemovals', () => {
  it('lets go what is certain, and keeps the rest', () => {
    const certain = removals(3);
    const doubtful = removals(2, { isCertain: false });
    const judgement = judgeRemovals([...certain, ...doubtful], { known: 100 });
    expect(judgement).toEqual({
      allowed: certain,
      kept: doubtful,
      heldBack: [],
    });
  });

  describe('where the server makes much go at once', () => {
    it.each([
      { count: 10, known: 33, isHeld: true, what: 'ten of 33' },
      { count: 9, known: 10, isHeld: false, what: 'fewer than ten' },
      { count: 30, known: 100, isHeld: false, what: '30 % exactly' },
      { count: 31, known: 100, isHeld: true, what: 'more than 30 %' },
      { count: 10, known: 10, isHeld: true, what: 'all of ten' },
    ])('holds back: $what: $isHeld', ({ count, known, isHeld }) => {
      const judged = judgeRemovals(removals(count), { known });
      expect(judged.heldBack).toHaveLength(isHeld ? count : 0);
      expect(judged.allowed).toHaveLength(isHeld ? 0 : count);
      expect(judged.kept).toHaveLength(isHeld ? count : 0);
    });

    it('counts neither a new name nor a changed configuration, and lets both go', () => {
      const others = [
        ...removals(40, { cause: 'rename' }),
        ...removals(40, { cause: 'configuration' }),
      ];
      const few = removals(9);
      expect(
        judgeRemovals([...others, ...few], { known: 100 }),
      ).toMatchObject({ allowed: [...others, ...few], heldBack: [] });
    });

    it('counts nothing that was held back before, and lets it go', () => {
      const again = removals(50, { isSecondLook: true });
      expect(judgeRemovals(again, { known: 100 })).toMatchObject({
        allowed: again,
        heldBack: [],
      });
    });

    it('counts nothing that is not certain', () => {
      const doubtful = removals(50, { isCertain: false });
      const few = removals(9);
      expect(
        judgeRemovals([...doubtful, ...few], { known: 100 }),
      ).toMatchObject({ allowed: few, heldBack: [] });
    });
  });

  describe('with a share that removals may not exceed', () => {
    const maxPercentage = 10;

    it('lets go as much as that', () => {
      const some = removals(10);
      const judged = judgeRemovals(some, { known: 100, maxPercentage });
      expect(judged).toMatchObject({ allowed: some, kept: [] });
      expect(judged.rejection).toBeUndefined();
    });

    it.each(['server', 'configuration'] as const)(
      'refuses all of what would be more, whatever makes it go: %s',
      cause => {
        const many = removals(11, { cause });
        const judged = judgeRemovals(many, { known: 100, maxPercentage });
        expect(judged).toMatchObject({
          allowed: [],
          kept: many,
          heldBack: [],
          rejection: { name: 'RemovalsRejectedError' },
        });
      },
    );

    it('lets a new name pass beside what it refuses', () => {
      const renames = removals(40, { cause: 'rename' });
      const many = removals(11);
      expect(
        judgeRemovals([...renames, ...many], { known: 100, maxPercentage }),
      ).toMatchObject({ allowed: renames, kept: many });
    });

    it('holds back what the server makes go at once all the same', () => {
      const many = removals(40);
      const judged = judgeRemovals(many, { known: 100, maxPercentage: 50 });
      expect(judged).toMatchObject({ allowed: [], heldBack: many });
      expect(judged.rejection).toBeUndefined();
    });
  });
});
