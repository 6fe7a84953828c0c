import { ProviderFilters } from '../config';
import { Repository, RepositoryName } from '../bitbucket';
import { AbsenceReason } from './types';

/**
 * Names the filter that leaves a project out; undefined where none does.
 *
 * @internal
 */
export function findFilterExcludingProject(
  filters: ProviderFilters,
  { projectKey }: { projectKey: string },
): AbsenceReason | undefined {
  return filters.projectKey?.test(projectKey) === false
    ? 'projectKey'
    : undefined;
}

/**
 * Names the filter that leaves a repository of this name out, whatever else
 * may be known of it; undefined where none does.
 *
 * @internal
 */
export function findFilterExcludingName(
  filters: ProviderFilters,
  name: RepositoryName,
): AbsenceReason | undefined {
  return (
    findFilterExcludingProject(filters, name) ??
    (filters.repoSlug?.test(name.repoSlug) === false ? 'repoSlug' : undefined)
  );
}

/**
 * Names the filter that leaves a repository out; undefined where none does.
 *
 * @internal
 */
export function findFilterExcludingRepository(
  filters: ProviderFilters,
  repository: Repository,
): AbsenceReason | undefined {
  return (
    findFilterExcludingName(filters, repository) ??
    (filters.skipArchivedRepos && repository.archived ? 'archived' : undefined)
  );
}
