import { describeWayOut, toFailureKind } from '../bitbucket';

/** How things stand with what stayed unknown, and what comes of it by itself. */
export interface Outlook {
  readonly standing: string;
  readonly next: string;
}

/** After a run. */
export const AFTER_RUN: Outlook = {
  standing: 'what was known of it is kept',
  next: 'the next run asks again',
};

/** Says what has become of something unknown, and how to be rid of the cause. */
export function toAdvice(cause: Error, outlook: Outlook): string {
  if (cause.name === 'ParserError') {
    return `${outlook.standing}. The error is in the custom location parser`;
  }
  const kind = toFailureKind(cause);
  const wayOut = describeWayOut(cause, outlook);
  return kind === 'unauthorized' || kind === 'forbidden'
    ? `${wayOut}, or leave it out with filters.projectKey or filters.repoSlug`
    : wayOut;
}
