import { ProviderConfig } from '../config';
import { AbsenceReason } from '../discovery';
import { ReportedAnswer } from './ReportedAnswer';
import { toShortRef } from './toShortRef';

/**
 * What the words about an answer are made from.
 */
export interface DescribeAnswerOptions {
  readonly config: Pick<ProviderConfig, 'catalogPath' | 'refs'>;
  /** What an option of the provider is called. */
  readonly toKey: (option: string) => string;
}

/**
 * Says why a repository has nothing to offer, or why that stayed unknown;
 * undefined where it has catalog files.
 */
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
        : ABSENCES[reason](options);
    }
    default:
      return answer.cause.message;
  }
}

type Words = (options: DescribeAnswerOptions) => string;

const ABSENCES: Readonly<Record<AbsenceReason, Words>> = {
  projectKey: leftOutBy('projectKey'),
  'exclude.projectKey': leftOutBy('exclude.projectKey'),
  repoSlug: leftOutBy('repoSlug'),
  'exclude.repoSlug': leftOutBy('exclude.repoSlug'),
  visibility: leftOutBy('visibility'),
  'labels.include': leftOutBy('labels.include'),
  'labels.exclude': leftOutBy('labels.exclude'),
  archived: prefixed('archived', leftOutBy('skipArchivedRepos')),
  fork: prefixed('a fork', leftOutBy('allowForks')),
  personal: ({ toKey }) =>
    `a personal project: left out without ${toKey('includePersonalRepos')}`,
  empty: () => 'empty: it has no commit, or no default branch',
  noBranch: ({ config }) =>
    `no such branch: ${config.refs.map(toShortRef).join(', ')}`,
  noFile: ({ config }) =>
    `no such file: ${config.catalogPath.configured.join(', ')}`,
  gone: () => 'there is no such repository',
};

function leftOutBy(filter: string): Words {
  return ({ toKey }) => `left out by ${toKey(`filters.${filter}`)}`;
}

function prefixed(prefix: string, words: Words): Words {
  return options => `${prefix}: ${words(options)}`;
}
