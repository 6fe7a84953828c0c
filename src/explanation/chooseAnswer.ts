import { RepositoryName } from '../bitbucket';
import { ProviderFilters } from '../config';
import {
  findFilterExcludingName,
  getFilter,
  isSameRepository,
} from '../discovery';
import { LeftOutRepository, RepositoryRow } from '../memory';
import { Reconciled } from '../reconcile';
import { ReportedAnswer } from '../report';

export interface KnownOfRepository {
  readonly filters: ProviderFilters;
  readonly row?: RepositoryRow;
  /** Undefined where no list has shown it, or no filter left it out then. */
  readonly leftOut?: LeftOutRepository;
  /** What a look of this moment has led to, where there was one. */
  readonly reconciled?: Reconciled;
  /** Whether any run has ended that has seen all lists. */
  readonly hasRun: boolean;
}

/**
 * Decides which answer holds for a repository: a filter on its name, then what
 * a look has led to that is remembered or has just ended, then the filter that
 * has left it out when a list showed it, and else that nobody knows.
 */
export function chooseAnswer(
  name: RepositoryName,
  { filters, row, leftOut, reconciled, hasRun }: KnownOfRepository,
): ReportedAnswer {
  const settled = reconciled?.outcome === 'settled' ? reconciled : undefined;
  if (settled?.identity && !isSameRepository(settled.identity, name)) {
    return { outcome: 'absent', reason: 'gone', movedTo: settled.identity };
  }
  const reason = findFilterExcludingName(
    filters,
    row ?? leftOut ?? toServerCase(name),
  );
  if (reason) {
    return { outcome: 'absent', reason };
  }
  if (row?.answer) {
    return row.answer;
  }
  if (settled) {
    return settled.answer;
  }
  if (leftOut && getFilter(leftOut.reason).isSet(filters)) {
    return { outcome: 'absent', reason: leftOut.reason };
  }
  if (reconciled?.outcome === 'unknown') {
    return reconciled;
  }
  const words = toIgnorance({ row, leftOut, hasRun });
  return { outcome: 'unknown', cause: new Error(words) };
}

function toIgnorance({
  row,
  leftOut,
  hasRun,
}: Pick<KnownOfRepository, 'row' | 'leftOut' | 'hasRun'>): string {
  if (row) {
    return row.unknown?.reason ?? 'nobody has looked at it yet';
  }
  if (leftOut) {
    return 'the configuration left it out until lately, and nobody has looked at it yet';
  }
  return hasRun
    ? 'no list has shown it so far: it may be new, have another name, or be hidden from the account; a fresh look asks the server for it'
    : 'no run has seen all lists yet; a fresh look asks the server for it';
}

/** Keys are in upper case and slugs in lower case, whatever somebody types. */
function toServerCase({ projectKey, repoSlug }: RepositoryName) {
  return {
    projectKey: projectKey.toUpperCase(),
    repoSlug: repoSlug.toLowerCase(),
  };
}
