import { RepositoryName } from '../bitbucket';
import { ProviderFilters } from '../config';
import { findFilterExcludingName, isSameRepository } from '../discovery';
import { RepositoryRow } from '../memory';
import { Reconciled } from '../reconcile';
import { ReportedAnswer } from '../report';

/**
 * What is known of a repository.
 */
export interface KnownOfRepository {
  readonly filters: ProviderFilters;
  readonly row?: RepositoryRow;
  /** What a look of this moment has led to, where there was one. */
  readonly reconciled?: Reconciled;
  /** Whether any run has ended that has seen all lists. */
  readonly hasRun: boolean;
}

/**
 * Decides which answer holds for a repository: a filter on its name, then what
 * is remembered, then what a look has just shown, and else that nobody knows.
 */
export function chooseAnswer(
  name: RepositoryName,
  { filters, row, reconciled, hasRun }: KnownOfRepository,
): ReportedAnswer {
  const settled = reconciled?.outcome === 'settled' ? reconciled : undefined;
  if (settled?.identity && !isSameRepository(settled.identity, name)) {
    return { outcome: 'absent', reason: 'gone', movedTo: settled.identity };
  }
  const reason = findFilterExcludingName(filters, row ?? toServerCase(name));
  if (reason) {
    return { outcome: 'absent', reason };
  }
  if (row?.answer) {
    return row.answer;
  }
  if (settled) {
    return settled.answer;
  }
  if (reconciled?.outcome === 'unknown') {
    return reconciled;
  }
  const words = toIgnorance({ filters, row, hasRun });
  return { outcome: 'unknown', cause: new Error(words) };
}

function toIgnorance({
  filters,
  row,
  hasRun,
}: Pick<KnownOfRepository, 'filters' | 'row' | 'hasRun'>): string {
  if (row) {
    return row.unknown?.reason ?? 'nobody has looked at it yet';
  }
  if (!hasRun) {
    return 'no run has seen all lists yet; a fresh look asks the server for it';
  }
  const options = toFurtherFilters(filters).join(' or ');
  return options
    ? `it is not remembered: no list has shown it, or ${options} leaves it out; a fresh look asks the server for it`
    : 'no list has shown it so far: it may be new, have another name, or be hidden from the account; a fresh look asks the server for it';
}

/** The options that leave a repository out by more than its name. */
function toFurtherFilters(filters: ProviderFilters): string[] {
  const { skipArchivedRepos, allowForks, visibility, labels } = filters;
  return [
    ...(skipArchivedRepos ? ['filters.skipArchivedRepos'] : []),
    ...(allowForks ? [] : ['filters.allowForks']),
    ...(visibility ? ['filters.visibility'] : []),
    ...(labels.include || labels.exclude.length > 0 ? ['filters.labels'] : []),
  ];
}

/** Keys are in upper case and slugs in lower case, whatever somebody types. */
function toServerCase({ projectKey, repoSlug }: RepositoryName) {
  return {
    projectKey: projectKey.toUpperCase(),
    repoSlug: repoSlug.toLowerCase(),
  };
}
