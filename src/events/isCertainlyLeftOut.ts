import { RepositoryName } from '../bitbucket';
import { NameFilter, ProviderFilters } from '../config';
import { findFilterExcludingName } from '../discovery';

/**
 * Whether filters leave a repository out, however its name is written.
 *
 * @remarks
 * A webhook may write a name in other letters than the server, and patterns
 * may know letter case. An exclusion that holds for the name as written is
 * taken for certain all the same: it keeps pushes to what is left out from
 * costing a request each, and of a repository that memory does not know, no
 * more is lost by it than the time until the next run.
 */
export function isCertainlyLeftOut(
  name: RepositoryName,
  { filters }: { filters: ProviderFilters },
): boolean {
  const caseless: ProviderFilters = {
    ...filters,
    projectKey: toCaseless(filters.projectKey),
    repoSlug: toCaseless(filters.repoSlug),
  };
  return findFilterExcludingName(caseless, name) !== undefined;
}

function toCaseless({ include, exclude }: NameFilter): NameFilter {
  return {
    include: include?.map(({ source, flags }) =>
      RegExp(source, flags.includes('i') ? flags : `${flags}i`),
    ),
    exclude,
  };
}
