import { readPages, UnreadableRows } from './readPages';
import { UnexpectedAnswerError } from './answerErrors';

const url = 'https://git.example.com/rest/api/1.0/projects';

interface Page {
  values: number[];
  isLastPage: boolean;
  nextPageStart?: number | null;
  unreadable?: string;
}

/** Reads the pages in turn, and keeps what came and with which starts. */
async function readAll(
  pages: Page[],
  options: { unreadable?: UnreadableRows } = {},
) {
  const starts: number[] = [];
  const values: number[] = [];
  let error: unknown;
  try {
    const read = readPages(async start => {
      const page = pages[starts.length];
      starts.push(start);
      if (!page) {
        throw new Error('read on after the last page');
      }
      return { value: page, url, headers: new Headers() };
    }, options);
    for await (const { value } of read) {
      values.push(...value.values);
    }
  } catch (caught) {
    error = caught;
  }
  return { starts, values, error };
}

const page = (
  values: number[],
  nextPageStart?: number | null,
  isLastPage = false,
): Page => ({ values, nextPageStart, isLastPage });
const lastPage = (values: number[]) => page(values, null, true);
const broken = { ...page([1], 2), unreadable: 'values.1: no' };

describe('readPages', () => {
  it('goes on where nextPageStart leads, over gaps', async () => {
    const read = await readAll([page([1, 2], 5), page([3], 9), lastPage([4])]);
    expect(read).toEqual({ starts: [0, 5, 9], values: [1, 2, 3, 4] });
  });

  it('goes past an empty page that is not the last', async () => {
    const read = await readAll([page([], 2), page([], 4), lastPage([1])]);
    expect(read).toEqual({ starts: [0, 2, 4], values: [1] });
  });

  it('ends with the last page, even if that leads on', async () => {
    const read = await readAll([page([1], 25, true), lastPage([2])]);
    expect(read).toEqual({ starts: [0], values: [1] });
  });

  it.each([
    [undefined, 'no next one'],
    [null, 'no next one'],
    [0, 'itself or an earlier one, 0,'],
    [5, 'itself or an earlier one, 5,'],
    [-1, 'itself or an earlier one, -1,'],
    [NaN, 'itself or an earlier one, NaN,'],
  ])(
    'fails after a page that is not the last and names %p as the next',
    async (nextPageStart, words) => {
      const pages = [page([1], 5), page([2], nextPageStart), lastPage([3])];
      const { starts, values, error } = await readAll(pages);
      expect(error).toBeInstanceOf(UnexpectedAnswerError);
      expect(String(error)).toContain(
        `GET ${url} gave a page that is not the last and names ${words} to go on with`,
      );
      expect(starts).toEqual([0, 5]);
      expect(values).toEqual([1, 2]);
    },
  );

  it.each<[string, (start: number) => number[]]>([
    ['the same rows', () => [1, 2]],
    ['no rows', () => []],
    ['the same rows in turn', start => [start % 3]],
  ])('ends a list that goes on and on with %s', async (_, toValues) => {
    const pages = Array.from({ length: 1_000 }, (__, i) =>
      page(toValues(i), i + 1),
    );
    const { starts, error } = await readAll(pages);
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(String(error)).toContain('holds nothing new, and would go on');
    expect(starts.length).toBeLessThan(60);
  });

  it('reads on over many empty pages, where rows come after all', async () => {
    const empty = Array.from({ length: 49 }, (_, i) => page([], i + 1));
    const more = Array.from({ length: 49 }, (_, i) => page([], i + 51));
    const { values, error } = await readAll([
      ...empty,
      page([1], 50),
      ...more,
      lastPage([2]),
    ]);
    expect(error).toBeUndefined();
    expect(values).toEqual([1, 2]);
  });

  it('goes on without a row that could not be read', async () => {
    const { values, error } = await readAll([broken, lastPage([2])]);
    expect(values).toEqual([1, 2]);
    expect(error).toBeUndefined();
  });

  it('throws behind the last page for a row that could not be read, where every row counts', async () => {
    const pages = [broken, lastPage([2])];
    const { values, error } = await readAll(pages, { unreadable: 'fatal' });
    expect(values).toEqual([1, 2]);
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(error).toHaveProperty(
      'message',
      `GET ${url} was answered with a row of another shape: values.1: no`,
    );
  });

  it('passes the failure of a page on, after the values before it', async () => {
    const { values, error } = await readAll([page([1], 2)]);
    expect(values).toEqual([1]);
    expect(error).toEqual(new Error('read on after the last page'));
  });
});
