import { BitbucketServerApi, Repository, RequestContext } from '../bitbucket';
import { ProviderConfig } from '../config';
import { discoverCatalogFiles } from './discoverCatalogFiles';
import { toUnknownIfGone } from './toUnknownIfGone';
import { findFilterExcludingRepository } from './findExcludingFilter';
import { findFilterExcludingOwnLabels } from './LabelFilter';
import { toAnswer } from './toAnswer';
import { RepositoryAnswer } from './types';

/**
 * What a look at a repository takes.
 */
export interface LookOptions {
  readonly api: BitbucketServerApi;
  readonly config: ProviderConfig;
  readonly context: RequestContext;
}

/**
 * Looks at a repository that the server has shown: the filters that cost
 * nothing first, then its labels, then its files.
 */
export async function lookAtRepository(
  repository: Repository,
  options: LookOptions & {
    /** Where a sweep has judged them; the repository is asked where it is left out. */
    labels?: 'judged';
  },
): Promise<RepositoryAnswer> {
  const { config, labels } = options;
  try {
    const reason =
      findFilterExcludingRepository(config.filters, repository) ??
      (labels === 'judged'
        ? undefined
        : await findFilterExcludingOwnLabels(repository, options));
    if (reason) {
      return { outcome: 'absent', reason };
    }
  } catch (error) {
    return toUnknownIfGone(toAnswer(error, { about: 'repository' }), repository);
  }
  return toUnknownIfGone(
    await discoverCatalogFiles(repository, options),
    repository,
  );
}
