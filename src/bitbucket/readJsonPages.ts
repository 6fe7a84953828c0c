import { ZodType } from 'zod';
import { RequestContext } from '../http';
import { PageEnvelope, readPages, UnreadableRows } from './readPages';
import { Answer, Resource, RestClient } from './RestClient';
import { toFailureKind } from './toFailureKind';

/** What a server gives at most; one that allows less gives less. */
export const ROWS_PER_PAGE = 1000;
/** What a server does not get together in time is asked for in such parts. */
const SHORTER = [1, 4, 20];

/**
 * Reads a list of the REST API page by page, each in the given shape.
 *
 * @remarks
 * Big servers take long for a page of 1,000 rows. One that is not answered in
 * time is asked for with 250, and then 50, which are the first of its retries.
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

/**
 * Asks for the first of the limits, and after each timeout for the next one,
 * which stays for the rest of the list.
 */
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
      if (toFailureKind(error) !== 'timeout' || shorter.length === 0) {
        throw error;
      }
      limits.shift();
    }
  }
}
