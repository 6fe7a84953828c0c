import { UnexpectedAnswerError } from './UnexpectedAnswerError';

/**
 * What every list of the REST API says of its own pages.
 *
 * @internal
 */
export interface PageEnvelope {
  readonly isLastPage: boolean;
  readonly nextPageStart?: number | null;
}

/**
 * Reads a list page by page, as `nextPageStart` leads.
 *
 * @remarks
 * The next start is not start + size: rows that the user may not see leave
 * gaps. A page may be empty without being the last. One that is not the last
 * and does not lead on would be read for ever, so it is an error.
 *
 * @internal
 */
export async function* readPages<TPage extends PageEnvelope>(
  readPage: (start: number) => Promise<{ page: TPage; url: string }>,
): AsyncGenerator<TPage> {
  let start = 0;
  for (;;) {
    const { page, url } = await readPage(start);
    yield page;
    if (page.isLastPage) {
      return;
    }
    const next = page.nextPageStart ?? undefined;
    if (next === undefined || !(next > start)) {
      throw new UnexpectedAnswerError({
        url,
        found: `gave a page that is not the last and names ${
          next === undefined ? 'no next one' : `itself or an earlier one, ${next},`
        } to go on with`,
      });
    }
    start = next;
  }
}
