import { loadPage } from './loadPage';

const { toShown } = loadPage();

describe('toShown', () => {
  it.each([
    ['all rows', 1, { from: 0, total: 1, all: 1 }, '1 row'],
    ['a page', 100, { from: 100, total: 20000, all: 20000 }, 'Rows 101 to 200 of 20,000'],
    ['some of them', 3, { from: 0, total: 3, all: 20000 }, '3 rows, out of 20,000'],
    ['a page of some', 100, { from: 0, total: 150, all: 20000 }, 'Rows 1 to 100 of 150, out of 20,000'],
    ['none', 0, { from: 0, total: 0, all: 8 }, '0 rows, out of 8'],
  ])('says that it is %s', (_, count, options, words) => {
    expect(toShown(count, options)).toBe(words);
  });
});
