import { ZodType } from 'zod';
import { RequestContext } from '../http';
import { PageEnvelope, readPages } from './readPages';
import { Answer, Resource, RestClient } from './RestClient';

/** What a server gives at most; one that allows less gives less. */
const PAGE_LIMIT = 1000;

/**
 * Reads a list of the REST API page by page, each in the given shape.
 *
 * @internal
 */
export async function* readJsonPages<TPage extends PageEnvelope>(
  schema: ZodType<TPage>,
  options: {
    rest: RestClient;
    resource: Resource;
    context: RequestContext;
    /** How many rows a page has at most; 1000 by default. */
    limit?: number;
  },
): AsyncGenerator<Answer<TPage>> {
  const { rest, resource, context, limit = PAGE_LIMIT } = options;
  const pages = readPages(async start => {
    const answer = await rest.getJson(schema, {
      resource: {
        ...resource,
        query: { ...resource.query, start: start || undefined, limit },
      },
      context,
    });
    const { isLastPage, nextPageStart } = answer.value;
    return { page: { isLastPage, nextPageStart, answer }, url: answer.url };
  });
  for await (const { answer } of pages) {
    yield answer;
  }
}
