import { BitbucketServerApi, Repository, RequestContext } from '../bitbucket';
import { ProviderConfig } from '../config';
import { discoverCatalogFiles } from './discoverCatalogFiles';
import { findFilterExcludingRepository } from './findExcludingFilter';
import { RepositoryAnswer } from './types';

/**
 * Gives the answer for one repository: the filters first, which cost
 * nothing, then its files.
 *
 * @internal
 */
export async function answerForRepository(
  repository: Repository,
  options: {
    api: BitbucketServerApi;
    config: ProviderConfig;
    context: RequestContext;
  },
): Promise<RepositoryAnswer> {
  const reason = findFilterExcludingRepository(
    options.config.filters,
    repository,
  );
  return reason
    ? { outcome: 'absent', reason }
    : discoverCatalogFiles(repository, options);
}
