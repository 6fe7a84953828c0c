import { ProviderFilters } from '../config';
import { FilterReason } from '../discovery';

/**
 * Whether a filter is still configured that has left something out once.
 */
export function mayLeaveOut(
  filters: ProviderFilters,
  reason: FilterReason,
): boolean {
  const { skipArchivedRepos, allowForks, visibility, labels } = filters;
  switch (reason) {
    case 'archived':
      return skipArchivedRepos;
    case 'fork':
      return !allowForks;
    case 'visibility':
      return visibility !== undefined;
    case 'labels.include':
      return labels.include !== undefined;
    case 'labels.exclude':
      return labels.exclude.length > 0;
    default:
      // What is decided by a name is held against that name.
      return true;
  }
}
