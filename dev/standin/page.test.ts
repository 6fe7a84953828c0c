import { parsePageRequest, toPage } from './page';
import { StandInRefusal } from './StandInRefusal';

const limits = { default: 25, max: 1000 };

describe('parsePageRequest', () => {
  it.each([
    ['', { start: 0, limit: 25 }],
    ['start=8&limit=1', { start: 8, limit: 1 }],
    ['limit=1001', { start: 0, limit: 1000 }],
    ['start=&limit=', { start: 0, limit: 25 }],
  ])('reads "%s" as %j', (query, expected) => {
    const params = new URLSearchParams(query);
    expect(parsePageRequest(params, { limits })).toEqual(expected);
  });

  it('keeps to the strict page size, whatever limit is asked for', () => {
    const params = new URLSearchParams('limit=500');
    const request = parsePageRequest(params, { limits, strictPageSize: 2 });
    expect(request).toEqual({ start: 0, limit: 2 });
  });

  it.each(['start=-1', 'start=x', 'limit=0', 'limit=1.5'])(
    'refuses %s with 400',
    query => {
      const params = new URLSearchParams(query);
      expect(() => parsePageRequest(params, { limits })).toThrow(
        StandInRefusal,
      );
    },
  );
});

describe('toPage', () => {
  const rows = ['a', '-', 'b', '-', 'c'];
  const isVisible = (row: string) => row !== '-';
  const toValue = (row: string) => row;

  it('has no nextPageStart on the last page', () => {
    const pageRequest = { start: 0, limit: 5 };
    expect(toPage(rows, { pageRequest, toValue })).toEqual({
      size: 5,
      limit: 5,
      isLastPage: true,
      values: rows,
      start: 0,
    });
  });

  it('counts invisible rows, so that nextPageStart is not start + size', () => {
    const pageRequest = { start: 0, limit: 1 };
    expect(toPage(rows, { pageRequest, isVisible, toValue })).toEqual({
      size: 1,
      limit: 1,
      isLastPage: false,
      values: ['a'],
      start: 0,
      nextPageStart: 2,
    });
  });

  it('is the last page when only invisible rows follow', () => {
    const pageRequest = { start: 4, limit: 1 };
    expect(
      toPage([...rows, '-'], { pageRequest, isVisible, toValue }),
    ).toMatchObject({ isLastPage: true, values: ['c'], start: 4 });
  });

  it('is an empty last page when it starts beyond the end', () => {
    const pageRequest = { start: 9, limit: 2 };
    expect(toPage(rows, { pageRequest, toValue })).toEqual({
      size: 0,
      limit: 2,
      isLastPage: true,
      values: [],
      start: 9,
    });
  });
});
