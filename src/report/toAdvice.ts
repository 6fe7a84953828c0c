import { describeWayOut, toFailureKind } from '../bitbucket';

const KEPT = 'what was known of it is kept';

/**
 * Says what has become of something that stayed unknown, and how to be rid of
 * the cause.
 *
 * @internal
 */
export function toAdvice(cause: Error): string {
  if (cause.name === 'ParserError') {
    return `${KEPT}. The error is in the custom location parser`;
  }
  const kind = toFailureKind(cause);
  const wayOut = describeWayOut(cause, {
    standing: KEPT,
    next: 'the next run asks again',
  });
  return kind === 'unauthorized' || kind === 'forbidden'
    ? `${wayOut}, or leave it out with filters.projectKey or filters.repoSlug`
    : wayOut;
}
