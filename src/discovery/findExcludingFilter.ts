import { isPersonalProject, Repository, RepositoryName } from '../bitbucket';
import { ProviderFilters } from '../config';
import { FilterReason, FILTERS, findFilter } from './filters';

/** Names the filter that leaves a project out; undefined where none does. */
export function findFilterExcludingProject(
  filters: ProviderFilters,
  subject: { projectKey: string },
): FilterReason | undefined {
  return findFilter(FILTERS.ofProjects, { filters, subject });
}

/**
 * Names the filter that leaves a repository of this name out, whatever else
 * may be known of it; undefined where none does.
 *
 * @remarks
 * The name may come from an address, which has the key of a personal project
 * in other letters than the server: `/users/eng` is `~ENG`. So that key is
 * held against no pattern before the server has given it.
 */
export function findFilterExcludingName(
  filters: ProviderFilters,
  name: RepositoryName,
): FilterReason | undefined {
  const isUncertain =
    filters.includePersonalRepos && isPersonalProject(name.projectKey);
  return (
    (isUncertain ? undefined : findFilterExcludingProject(filters, name)) ??
    findFilter(FILTERS.ofNames, { filters, subject: name })
  );
}

/** Names the filter that leaves a repository out by what lists say of it, if one does. */
export function findFilterExcludingRepository(
  filters: ProviderFilters,
  repository: Repository,
): FilterReason | undefined {
  return (
    findFilterExcludingProject(filters, repository) ??
    findFilter(FILTERS.ofNames, { filters, subject: repository }) ??
    findFilter(FILTERS.ofRepositories, { filters, subject: repository })
  );
}

/** Names the filter that leaves a repository out by its labels, if one does. */
export function findFilterExcludingLabels(
  filters: ProviderFilters,
  has: (label: string) => boolean,
): FilterReason | undefined {
  return findFilter(FILTERS.ofLabels, { filters, subject: has });
}
