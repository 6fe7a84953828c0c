import { isPersonalProject, Repository } from '../bitbucket';
import { ProviderFilters } from '../config';

/** What a filter is, for whoever applies it or tells of it. */
export interface Filter<TSubject> {
  /** Whether the configuration has it leave anything out. */
  readonly isSet: (filters: ProviderFilters) => boolean;
  readonly leavesOut: (filters: ProviderFilters, subject: TSubject) => boolean;
  /** The option that stands for it, below the key of the provider. */
  readonly option: string;
  /** Why something is left out, given the whole key of the option. */
  readonly reason: (key: string) => string;
  /** What it leaves out, as it is counted; left out where that goes without saying. */
  readonly counted?: Counted;
  /** What of the projects it leaves out or lets in, in the line of the start. */
  readonly limit?: (filters: ProviderFilters) => string | undefined;
}

/** One of them, several, and what follows. */
export type Counted = readonly [one: string, several: string, rest?: string];

/** By its key alone, for all that it holds. */
const OF_PROJECTS = {
  personal: {
    isSet: ({ includePersonalRepos }) => !includePersonalRepos,
    leavesOut: ({ includePersonalRepos }, { projectKey }) =>
      !includePersonalRepos && isPersonalProject(projectKey),
    option: 'includePersonalRepos',
    reason: key => `a personal project: left out without ${key}`,
    limit: ({ includePersonalRepos }) =>
      includePersonalRepos ? 'personal ones too' : undefined,
  },
  'exclude.projectKey': {
    isSet: ({ projectKey }) => projectKey.exclude.length > 0,
    leavesOut: (filters, { projectKey }) =>
      matches(projectKey, filters.projectKey.exclude),
    ...toWords('filters.exclude.projectKey', { one: 'project' }),
  },
  projectKey: {
    isSet: ({ projectKey }) => projectKey.include !== undefined,
    leavesOut: (filters, { projectKey }) =>
      isMissed(projectKey, filters.projectKey.include),
    ...toWords('filters.projectKey', { one: 'project' }),
  },
} satisfies Filters<{ projectKey: string }>;

/** By its name, whatever else may be known of it. */
const OF_NAMES = {
  'exclude.repoSlug': {
    isSet: ({ repoSlug }) => repoSlug.exclude.length > 0,
    leavesOut: (filters, { repoSlug }) =>
      matches(repoSlug, filters.repoSlug.exclude),
    ...toWords('filters.exclude.repoSlug'),
    limit: ({ repoSlug: { exclude } }) =>
      exclude.length > 0
        ? `no repositories matching ${describePatterns(exclude)}`
        : undefined,
  },
  repoSlug: {
    isSet: ({ repoSlug }) => repoSlug.include !== undefined,
    leavesOut: (filters, { repoSlug }) =>
      isMissed(repoSlug, filters.repoSlug.include),
    ...toWords('filters.repoSlug'),
    limit: ({ repoSlug: { include } }) =>
      include && `only repositories matching ${describePatterns(include)}`,
  },
} satisfies Filters<{ repoSlug: string }>;

/** By what the server's lists say of it. */
const OF_REPOSITORIES = {
  archived: {
    isSet: ({ skipArchivedRepos }) => skipArchivedRepos,
    leavesOut: ({ skipArchivedRepos }, { archived }) =>
      skipArchivedRepos && archived,
    option: 'filters.skipArchivedRepos',
    reason: key => `archived: left out by ${key}`,
    counted: ['archived repository', 'archived repositories', 'left out'],
    limit: ({ skipArchivedRepos }) =>
      skipArchivedRepos ? 'without archived repositories' : undefined,
  },
  fork: {
    isSet: ({ allowForks }) => !allowForks,
    leavesOut: ({ allowForks }, { isFork }) => !allowForks && isFork,
    option: 'filters.allowForks',
    reason: key => `a fork: left out by ${key}`,
    counted: ['fork', 'forks', 'left out'],
    limit: ({ allowForks }) => (allowForks ? undefined : 'without forks'),
  },
  visibility: {
    isSet: ({ visibility }) => visibility !== undefined,
    leavesOut: ({ visibility }, { isPublic }) =>
      visibility?.includes(isPublic ? 'public' : 'private') === false,
    ...toWords('filters.visibility'),
    limit: ({ visibility }) =>
      visibility && `only ${toList(visibility)} ones`,
  },
} satisfies Filters<Repository>;

/** By its labels, given whether it has one. */
const OF_LABELS = {
  'labels.exclude': {
    isSet: ({ labels }) => labels.exclude.length > 0,
    leavesOut: ({ labels }, has) => labels.exclude.some(has),
    ...toWords('filters.labels.exclude'),
    limit: ({ labels: { exclude } }) =>
      exclude.length > 0
        ? `none with the label ${toList(exclude)}`
        : undefined,
  },
  'labels.include': {
    isSet: ({ labels }) => labels.include !== undefined,
    leavesOut: ({ labels }, has) => labels.include?.some(has) === false,
    ...toWords('filters.labels.include'),
    limit: ({ labels: { include } }) =>
      include && `only those with the label ${toList(include)}`,
  },
} satisfies Filters<(label: string) => boolean>;

/** All filters, by what they are about. The first that leaves something out is named. */
export const FILTERS = {
  ofProjects: OF_PROJECTS,
  ofNames: OF_NAMES,
  ofRepositories: OF_REPOSITORIES,
  ofLabels: OF_LABELS,
};

/** The filter that leaves a repository out, as it is written and remembered. */
export type FilterReason =
  | keyof typeof OF_PROJECTS
  | keyof typeof OF_NAMES
  | keyof typeof OF_REPOSITORIES
  | keyof typeof OF_LABELS;

const BY_REASON: Readonly<Record<FilterReason, Filter<never>>> = {
  ...OF_PROJECTS,
  ...OF_NAMES,
  ...OF_REPOSITORIES,
  ...OF_LABELS,
};

/** All filters, in the order in which they are held against a repository. */
export const FILTER_REASONS = Object.keys(BY_REASON) as FilterReason[];

export function getFilter(reason: FilterReason): Filter<never> {
  return BY_REASON[reason];
}

/** Whether a filter leaves it out, and not what it holds, nor that it is gone. */
export function isFilterReason(reason: string): reason is FilterReason {
  return Object.hasOwn(BY_REASON, reason);
}

/** Whether it is left out with its whole project, and so on no list. */
export function isOfProject(reason: string): boolean {
  return Object.hasOwn(OF_PROJECTS, reason);
}

/** Names the first filter that leaves something out; undefined where none does. */
export function findFilter<TReason extends FilterReason, TSubject>(
  candidates: Readonly<Record<TReason, Filter<TSubject>>>,
  { filters, subject }: { filters: ProviderFilters; subject: TSubject },
): TReason | undefined {
  const reasons = Object.keys(candidates) as TReason[];
  return reasons.find(each => candidates[each].leavesOut(filters, subject));
}

type Filters<TSubject> = Readonly<Record<string, Filter<TSubject>>>;

function toWords(
  option: string,
  { one }: { one: 'project' | 'repository' } = { one: 'repository' },
): Pick<Filter<never>, 'option' | 'reason' | 'counted'> {
  const several = one === 'project' ? 'projects' : 'repositories';
  return {
    option,
    reason: key => `left out by ${key}`,
    counted: [one, several, `left out by ${option}`],
  };
}

function matches(value: string, patterns: readonly RegExp[]): boolean {
  return patterns.some(pattern => pattern.test(value));
}

function isMissed(value: string, patterns?: readonly RegExp[]): boolean {
  return patterns !== undefined && !matches(value, patterns);
}

export function describePatterns(patterns: readonly RegExp[]): string {
  return toList(patterns.map(({ source }) => source));
}

function toList(values: readonly string[]): string {
  return values.join(' or ');
}
