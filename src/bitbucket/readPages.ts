import { hash } from 'node:crypto';
import { Answer } from './RestClient';
import { UnexpectedAnswerError } from './UnexpectedAnswerError';

/** Pages may hold what the user may not see; so many in a row do not. */
const PAGES_WITHOUT_NEWS = 50;

/**
 * What every list of the REST API says of its own pages.
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
 * and does not lead on would be read for ever, so it is an error; and so are
 * many in a row that hold nothing but what was there before.
 */
export async function* readPages<TPage extends PageEnvelope>(
  readPage: (start: number) => Promise<Answer<TPage>>,
): AsyncGenerator<Answer<TPage>> {
  const seen = new Set<string>();
  let start = 0;
  let withoutNews = 0;
  for (;;) {
    const page = await readPage(start);
    yield page;
    const { url, value } = page;
    if (value.isLastPage) {
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

/** Tells a page from others, whatever leads on from it. */
function toDigest(page: PageEnvelope): string {
  const { isLastPage, nextPageStart, ...content } = page;
  return hash('sha1', JSON.stringify(content), 'base64');
}
