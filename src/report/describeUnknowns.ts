import { describeWayOut, toFailureKind } from '../bitbucket';
import { SweepReport } from './SweepReport';
import { UnknownGroup } from './UnknownGroups';

/** Says in one line a cause what stayed unknown in a sweep, and how to be rid of it. */
export function describeUnknowns(
  report: SweepReport,
  outlook: Outlook,
): string[] {
  const describe = (group: UnknownGroup, words: Words) =>
    `${toSubject(group, words)}: ${group.example.message}; ${toAdvice(group.example, outlook)}`;
  return [
    ...report
      .incompleteLists()
      .map(group =>
        describe(group, { one: 'a list broke off', many: 'lists broke off' }),
      ),
    ...report.unknownRepositories().map(group =>
      describe(group, {
        one: 'a repository could not be checked',
        many: 'repositories could not be checked',
      }),
    ),
  ];
}

interface Words {
  readonly one: string;
  readonly many: string;
}

function toSubject(
  { names, count }: UnknownGroup,
  { one, many }: Words,
): string {
  const rest = count - names.length;
  const all = `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return count === 1
    ? `${one} (${all})`
    : `${count} ${many} (${all}), for example`;
}

/** How things stand with what stayed unknown, and what comes of it by itself. */
export interface Outlook {
  readonly standing: string;
  readonly next: string;
}

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
