import { RepositoryName } from '../bitbucket';
import { ProviderConfig } from '../config';
import {
  AbsenceReason,
  FilterReason,
  getFilter,
  isFilterReason,
} from '../discovery';
import { ReportedAnswer } from './ReportedAnswer';

export interface DescribeAnswerOptions {
  readonly config: Pick<ProviderConfig, 'catalogPath' | 'refs'>;
  /** What an option of the provider is called. */
  readonly toKey: (option: string) => string;
}

/** Says why a repository has nothing to offer or is unknown; undefined where it has files. */
export function describeAnswer(
  answer: ReportedAnswer,
  options: DescribeAnswerOptions,
): string | undefined {
  switch (answer.outcome) {
    case 'present':
      return undefined;
    case 'absent': {
      const { reason, movedTo } = answer;
      return movedTo
        ? `it is called ${movedTo.projectKey}/${movedTo.repoSlug} now`
        : toWords(reason, options);
    }
    default:
      return answer.cause.message;
  }
}

type Words = (options: DescribeAnswerOptions) => string;

const OTHERS: Readonly<Record<Exclude<AbsenceReason, FilterReason>, Words>> = {
  empty: () => 'empty: it has no commit, or no default branch',
  noBranch: ({ config }) =>
    `no such branch: ${config.refs.map(toShortRef).join(', ')}`,
  noFile: ({ config }) =>
    `no such file: ${config.catalogPath.configured.join(', ')}`,
  gone: () => 'there is no such repository',
};

function toWords(
  absence: AbsenceReason,
  options: DescribeAnswerOptions,
): string {
  if (!isFilterReason(absence)) {
    return OTHERS[absence](options);
  }
  const { option, reason } = getFilter(absence);
  return reason(options.toKey(option));
}

/** Gives the name by which people know a ref. */
export function toShortRef({ ref }: { ref?: string }): string {
  return ref?.replace(/^refs\/heads\//, '') ?? 'the default branch';
}

/** Says that a repository has more catalog files than are taken in, where it has. */
export function describeCutFiles(
  { projectKey, repoSlug }: RepositoryName,
  answer: ReportedAnswer,
): string | undefined {
  if (answer.outcome !== 'present' || answer.cutFrom === undefined) {
    return undefined;
  }
  const { length } = answer.files;
  const taken = length === 1 ? 'first is' : `first ${length} are`;
  return `${projectKey}/${repoSlug} has ${answer.cutFrom} catalog files, of which the ${taken} taken in; raise maxFilesPerRepository, or narrow catalogPath or ignorePaths`;
}
