import { Chance } from './Chance';

const drawTwenty = (seed: number) => {
  const chance = new Chance({ seed });
  return Array.from({ length: 20 }, () => chance.below(1000));
};

describe('Chance', () => {
  it('draws the same for the same seed, and other things for another', () => {
    expect(drawTwenty(7)).toEqual(drawTwenty(7));
    expect(drawTwenty(7)).not.toEqual(drawTwenty(8));
  });

  it('keeps to the ends of a range and reaches both', () => {
    const chance = new Chance({ seed: 1 });
    const drawn = Array.from({ length: 200 }, () => chance.between(3, 5));
    expect([...new Set(drawn)].sort()).toEqual([3, 4, 5]);
  });

  it('never picks what weighs nothing', () => {
    const chance = new Chance({ seed: 1 });
    const list = [
      { name: 'nothing', weight: 0 },
      { name: 'little', weight: 1 },
      { name: 'much', weight: 9 },
    ];
    const drawn = Array.from(
      { length: 500 },
      () => chance.pickWeighted(list).name,
    );
    const count = (name: string) => drawn.filter(each => each === name).length;
    expect(count('nothing')).toBe(0);
    expect(count('much')).toBeGreaterThan(count('little'));
  });

  it('shuffles without losing or doubling anything', () => {
    const shuffled = new Chance({ seed: 3 }).shuffle([1, 2, 3, 4, 5]);
    expect([...shuffled].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('throws where there is nothing to pick from', () => {
    expect(() => new Chance({ seed: 1 }).pick([])).toThrow(
      'There is nothing to pick from',
    );
  });
});
