import { prefersOneList } from './ListSizes';

describe('prefersOneList', () => {
  it.each([
    [3_000, 20_000, true],
    [50, 12_000, true],
    [50, 12_001, false],
    [49, 100, false],
    [200, 50_000, false],
    [50, 0, true],
  ])(
    'with %i projects and %i repositories says %s',
    (projects, repositories, expected) => {
      expect(prefersOneList({ projects, repositories })).toBe(expected);
    },
  );

  it('does not where no sweep has seen the lists', () => {
    expect(prefersOneList(undefined)).toBe(false);
  });
});
