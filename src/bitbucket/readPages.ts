import { hash } from 'node:crypto';
import { ZodType } from 'zod';
import { RequestContext } from '../http';
import { UnexpectedAnswerError } from './answerErrors';
import { Answer, Resource, RestClient } from './RestClient';
import { toFailureKind } from './toFailureKind';

/** Pages may hold what the user may not see; so many in a row do not. */
const PAGES_WITHOUT_NEWS = 50;

/** What every list of the REST API says of its own pages. */
export interface PageEnvelope {
  readonly isLastPage: boolean;
  readonly nextPageStart?: number | null;
  readonly unreadable?: string;
}

/**
 * What becomes of a row that could not be read: the list goes on without it, or
 * throws behind its last page, since what it holds may be the very thing that
 * somebody looks for.
 */
export type UnreadableRows = 'skipped' | 'fatal';

/**
 * Reads a list page by page, as `nextPageStart` leads.
 *
 * @remarks
 * The next start is not start + size: rows that the user may not see leave
 * gaps. A page may be empty without being the last. One that is not the last
 * and does not lead on would be read for ever, so it is an error; and so are
 * many in a row that hold nothing but what was there before.
 */
export async function* readPages<TPage extends PageEnvelope>(
  readPage: (start: number) => Promise<Answer<TPage>>,
  { unreadable = 'skipped' }: { unreadable?: UnreadableRows } = {},
): AsyncGenerator<Answer<TPage>> {
  const seen = new Set<string>();
  let start = 0;
  let withoutNews = 0;
  let broken: Answer<TPage> | undefined;
  for (;;) {
    const page = await readPage(start);
    yield page;
    const { url, value } = page;
    if (unreadable === 'fatal' && value.unreadable !== undefined) {
      broken ??= page;
    }
    if (value.isLastPage) {
      if (broken) {
        throw toUnreadable(broken);
      }
      return;
    }
    const next = value.nextPageStart ?? undefined;
    if (next === undefined || !(next > start)) {
      throw new UnexpectedAnswerError({
        url,
        found: `gave a page that is not the last and names ${
          next === undefined ? 'no next one' : `itself or an earlier one, ${next},`
        } to go on with`,
      });
    }
    const digest = toDigest(value);
    withoutNews = seen.has(digest) ? withoutNews + 1 : 0;
    seen.add(digest);
    if (withoutNews === PAGES_WITHOUT_NEWS) {
      throw new UnexpectedAnswerError({
        url,
        found: `gave the ${withoutNews}th page in a row that holds nothing new, and would go on`,
      });
    }
    start = next;
  }
}

function toUnreadable({ url, value }: Answer<PageEnvelope>) {
  return new UnexpectedAnswerError({
    url,
    found: `was answered with a row of another shape: ${value.unreadable}`,
  });
}

/** Tells a page from others, whatever leads on from it. */
function toDigest(page: PageEnvelope): string {
  const { isLastPage, nextPageStart, ...content } = page;
  return hash('sha1', JSON.stringify(content), 'base64');
}

/** What a server gives at most; one that allows less gives less. */
export const ROWS_PER_PAGE = 1000;
/** What a server does not get together in time is asked for in such parts. */
const SHORTER = [1, 4, 20];

/**
 * Reads a list of the REST API page by page, each in the given shape. Big
 * servers take long for a page of 1,000 rows. One that is not answered in time,
 * or is too large, is asked for with 250, and then 50, which are the first of
 * its retries.
 */
export function readJsonPages<TPage extends PageEnvelope>(
  schema: ZodType<TPage>,
  options: {
    rest: RestClient;
    resource: Omit<Resource, 'rows'>;
    context: Omit<RequestContext, 'canAskForLess' | 'retriesSpent'>;
    /** How many rows a page has at most; 1000 by default. */
    limit?: number;
    /** Skipped by default. */
    unreadable?: UnreadableRows;
  },
): AsyncGenerator<Answer<TPage>> {
  const { rest, resource, context, limit = ROWS_PER_PAGE } = options;
  const limits = SHORTER.map(part => Math.max(1, Math.floor(limit / part)));
  const readPage = (start: number) =>
    askForLess(limits, ({ rows, canAskForLess, retriesSpent }) =>
      rest.getJson(schema, {
        resource: {
          rows: { start: start || undefined, limit: rows },
          ...resource,
        },
        context: { canAskForLess, retriesSpent, ...context },
      }),
    );
  return readPages(readPage, options);
}

/** Asks for the first limit; what is too much brings the next, for the rest of the list. */
async function askForLess<T>(
  limits: number[],
  ask: (
    options: { rows: number } & Pick<
      RequestContext,
      'canAskForLess' | 'retriesSpent'
    >,
  ) => Promise<T>,
): Promise<T> {
  for (let retriesSpent = 0; ; retriesSpent += 1) {
    const [rows = 1, ...shorter] = limits;
    try {
      const canAskForLess = shorter.length > 0;
      return await ask({ rows, canAskForLess, retriesSpent });
    } catch (error) {
      if (!isTooMuch(error) || shorter.length === 0) {
        throw error;
      }
      limits.shift();
    }
  }
}

/** It was not got together in time, or is larger than is taken. */
function isTooMuch(error: unknown): boolean {
  const kind = toFailureKind(error);
  return kind === 'timeout' || kind === 'tooLarge';
}
