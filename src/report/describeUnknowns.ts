import { SweepReport } from './SweepReport';
import { Outlook, toAdvice } from './toAdvice';
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
