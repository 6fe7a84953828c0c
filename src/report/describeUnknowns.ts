import { SweepReport } from './SweepReport';
import { toAdvice } from './toAdvice';
import { UnknownGroup } from './UnknownGroups';

/**
 * Says in one line a cause what stayed unknown in a sweep, and how to be rid
 * of it.
 *
 * @internal
 */
export function describeUnknowns(report: SweepReport): string[] {
  return [
    ...report
      .incompleteLists()
      .map(group =>
        describeGroup(group, { one: 'a list broke off', many: 'lists broke off' }),
      ),
    ...report.unknownRepositories().map(group =>
      describeGroup(group, {
        one: 'a repository could not be checked',
        many: 'repositories could not be checked',
      }),
    ),
  ];
}

function describeGroup(
  { example, names, count }: UnknownGroup,
  { one, many }: { one: string; many: string },
): string {
  const rest = count - names.length;
  const all = `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const subject =
    count === 1 ? `${one} (${all})` : `${count} ${many} (${all}), for example`;
  return `${subject}: ${example.message}; ${toAdvice(example)}`;
}
