import { isPersonalProject, Repository, RepositoryName } from '../bitbucket';
import { NameFilter, ProviderFilters } from '../config';
import { FilterReason } from './types';

/**
 * Names the filter that leaves a project out; undefined where none does.
 */
export function findFilterExcludingProject(
  filters: ProviderFilters,
  { projectKey }: { projectKey: string },
): FilterReason | undefined {
  if (isPersonalProject(projectKey) && !filters.includePersonalRepos) {
    return 'personal';
  }
  return findNameFilter('projectKey', { filters, value: projectKey });
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
    findNameFilter('repoSlug', { filters, value: name.repoSlug })
  );
}

/**
 * Names the filter that leaves a repository out by what the server's lists
 * say of it; undefined where none does.
 */
export function findFilterExcludingRepository(
  filters: ProviderFilters,
  repository: Repository,
): FilterReason | undefined {
  const byName =
    findFilterExcludingProject(filters, repository) ??
    findFilterExcludingName(filters, repository);
  if (byName) {
    return byName;
  }
  if (filters.skipArchivedRepos && repository.archived) {
    return 'archived';
  }
  if (!filters.allowForks && repository.isFork) {
    return 'fork';
  }
  const visibility = repository.isPublic ? 'public' : 'private';
  return filters.visibility?.includes(visibility) === false
    ? 'visibility'
    : undefined;
}

/**
 * Names the filter that leaves a repository out by its labels; undefined
 * where none does.
 */
export function findFilterExcludingLabels(
  { labels }: ProviderFilters,
  has: (label: string) => boolean,
): FilterReason | undefined {
  if (labels.exclude.some(has)) {
    return 'labels.exclude';
  }
  return labels.include?.some(has) === false ? 'labels.include' : undefined;
}

function findNameFilter(
  option: 'projectKey' | 'repoSlug',
  { filters, value }: { filters: ProviderFilters; value: string },
): FilterReason | undefined {
  const { include, exclude }: NameFilter = filters[option];
  if (exclude.some(pattern => pattern.test(value))) {
    return `exclude.${option}`;
  }
  return include?.some(pattern => pattern.test(value)) === false
    ? option
    : undefined;
}
