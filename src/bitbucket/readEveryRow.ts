import { Answer } from './RestClient';
import { UnexpectedAnswerError } from './UnexpectedAnswerError';

/**
 * Passes on the pages of a list of which every row counts, and throws behind
 * them where a row could not be read: what it holds may be the very thing that
 * somebody looks for.
 */
export async function* readEveryRow<TPage extends { unreadable?: string }>(
  pages: AsyncIterable<Answer<TPage>>,
): AsyncGenerator<Answer<TPage>> {
  let broken: { url: string; unreadable: string } | undefined;
  for await (const page of pages) {
    const { url, value } = page;
    if (value.unreadable !== undefined) {
      broken ??= { url, unreadable: value.unreadable };
    }
    yield page;
  }
  if (broken) {
    const { url, unreadable } = broken;
    throw new UnexpectedAnswerError({
      url,
      found: `was answered with a row of another shape: ${unreadable}`,
    });
  }
}
