import fc from 'fast-check';
import { answer } from '../http/testing/answers';
import { UnexpectedAnswerError } from './answerErrors';
import { PageEnvelope, readJsonPages, readPages } from './readPages';
import { RestClient } from './RestClient';
import { projectPageSchema } from './schemas';

const apiBaseUrl = 'https://git.example.com/rest/api/1.0';

interface Page extends PageEnvelope {
  readonly values: readonly string[];
}

/** Pages by where they start, as a server keeps them. */
type Pages = ReadonlyMap<number, Page>;

/** Reads on to the end or to the first error, and keeps what was asked for. */
async function readAll(pages: Pages) {
  const starts: number[] = [];
  const values: string[] = [];
  const read = readPages(async start => {
    starts.push(start);
    const page = pages.get(start);
    if (!page) {
      throw new Error(`no page starts at ${start}`);
    }
    if (starts.length > pages.size) {
      throw new Error('one request more than there are pages');
    }
    const url = `${apiBaseUrl}/projects?start=${start}`;
    return { value: page, url, headers: new Headers() };
  });
  const error = await (async () => {
    for await (const { value } of read) {
      values.push(...value.values);
    }
  })().catch((caught: unknown) => caught);
  return { starts, values, error };
}

/** Rows may come twice, as they do where a list shifts while it is read. */
const row = fc.constantFrom('A', 'B', 'C', 'D', '~e');
const split = fc.array(
  fc.record({
    values: fc.array(row, { maxLength: 4 }),
    /** How many rows the user may not see. */
    hidden: fc.nat({ max: 5 }),
  }),
  { minLength: 1, maxLength: 12 },
);

/** The pages that a good server makes of such a split, an end in either form. */
function toPages(
  given: readonly { values: string[]; hidden: number }[],
  { end }: { end: { nextPageStart?: number | null } },
): Pages {
  let start = 0;
  return new Map(
    given.map(({ values, hidden }, index): [number, Page] => {
      const isLastPage = index === given.length - 1;
      const at = start;
      start += Math.max(1, values.length + hidden);
      const next = isLastPage ? end : { nextPageStart: start };
      return [at, { values, isLastPage, ...next }];
    }),
  );
}

const end = fc.constantFrom<{ nextPageStart?: number | null }>(
  {},
  { nextPageStart: null },
  { nextPageStart: undefined },
  { nextPageStart: 0 },
  { nextPageStart: 1_000_000 },
);

/** What a server may say that has gone mad: any page leads anywhere. */
const place = fc.integer({ min: -2, max: 12 });
const madPages = fc
  .array(
    fc.tuple(
      place,
      fc.record(
        {
          values: fc.array(row, { maxLength: 3 }),
          isLastPage: fc.boolean(),
          nextPageStart: fc.option(
            fc.oneof(place, fc.constantFrom(0.5, NaN, Infinity, -Infinity)),
          ),
        },
        { requiredKeys: ['values', 'isLastPage'] },
      ),
    ),
    { maxLength: 14 },
  )
  .map(pages => new Map<number, Page>(pages));

describe('readPages, of any pages', () => {
  it('gives every row once and in order, with one request a page', async () => {
    await fc.assert(
      fc.asyncProperty(split, end, async (given, lastOne) => {
        const pages = toPages(given, { end: lastOne });
        const read = await readAll(pages);
        expect(read).toEqual({
          starts: [...pages.keys()],
          values: given.flatMap(({ values }) => values),
          error: undefined,
        });
      }),
    );
  });

  it('breaks off with an error where one page leads nowhere, to itself or back', async () => {
    const wrong = fc.oneof(
      fc.constantFrom(undefined, null, NaN, -Infinity),
      fc.nat().map(back => -back),
      fc.nat({ max: 1_000 }),
    );
    await fc.assert(
      fc.asyncProperty(split, fc.nat(), wrong, async (given, at, next) => {
        const pages = new Map(toPages(given, { end: {} }));
        const starts = [...pages.keys()];
        const index = at % starts.length;
        const start = starts[index] ?? 0;
        const page = pages.get(start)!;
        const nextPageStart = next && Math.min(next, start);
        pages.set(start, { ...page, isLastPage: false, nextPageStart });
        const read = await readAll(pages);
        expect(read.error).toBeInstanceOf(UnexpectedAnswerError);
        expect(read.starts).toEqual(starts.slice(0, index + 1));
        expect(read.values).toEqual(
          given.slice(0, index + 1).flatMap(({ values }) => values),
        );
      }),
    );
  });

  it('asks for no page twice, whatever the pages say', async () => {
    await fc.assert(
      fc.asyncProperty(madPages, async pages => {
        const { starts, values, error } = await readAll(pages);
        expect(new Set(starts).size).toBe(starts.length);
        expect(String(error)).not.toContain('one request more');
        const seen = starts.flatMap(start => pages.get(start) ?? []);
        expect(values).toEqual(seen.flatMap(page => page.values));
        expect(error === undefined).toBe(seen.at(-1)?.isLastPage ?? false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('readJsonPages, of any list', () => {
  it('gives every row once and in order, however few a server gives at a time', async () => {
    const rows = fc.array(fc.record({ key: row, isVisible: fc.boolean() }), {
      maxLength: 30,
    });
    const most = fc.integer({ min: 1, max: 7 });
    await fc.assert(
      fc.asyncProperty(rows, most, async (all, cap) => {
        let requests = 0;
        const rest = new RestClient({
          apiBaseUrl,
          secrets: [],
          fetch: async ({ url }) => {
            requests += 1;
            const query = new URL(url).searchParams;
            const from = Number(query.get('start'));
            const to = from + Math.min(Number(query.get('limit')), cap);
            const body = JSON.stringify({
              values: all.slice(from, to).filter(({ isVisible }) => isVisible),
              isLastPage: to >= all.length,
              nextPageStart: to >= all.length ? null : to,
            });
            return answer(200, { body });
          },
        });
        const pages = readJsonPages(projectPageSchema, {
          rest,
          resource: { segments: ['projects'] },
          context: {},
        });
        const keys: string[] = [];
        for await (const { value } of pages) {
          keys.push(...value.values.map(({ key }) => key));
        }
        expect(keys).toEqual(
          all.filter(({ isVisible }) => isVisible).map(({ key }) => key),
        );
        expect(requests).toBe(Math.max(1, Math.ceil(all.length / cap)));
      }),
    );
  });
});
