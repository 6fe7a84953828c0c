import { BitbucketServerApi, Repository, RequestContext } from '../bitbucket';
import { ProviderConfig } from '../config';
import { discoverCatalogFiles } from './discoverCatalogFiles';
import { findFilterExcludingRepository } from './findExcludingFilter';
import { createLabelFilter, LabelFilter } from './LabelFilter';
import { toAnswer } from './toAnswer';
import { FilterReason, RepositoryAnswer } from './types';

/**
 * What an answer for a repository takes.
 *
 * @internal
 */
export interface AnswerOptions {
  readonly api: BitbucketServerApi;
  readonly config: ProviderConfig;
  readonly context: RequestContext;
  /** Asks the repository itself where it is left out. */
  readonly labelFilter?: LabelFilter;
}

/**
 * Gives the answer for one repository: the filters that cost nothing first,
 * then its labels, then its files.
 *
 * @internal
 */
export async function answerForRepository(
  repository: Repository,
  options: AnswerOptions,
): Promise<RepositoryAnswer> {
  const { labelFilter = createLabelFilter(options) } = options;
  let reason: FilterReason | undefined;
  try {
    reason =
      findFilterExcludingRepository(options.config.filters, repository) ??
      (await labelFilter.find(repository));
  } catch (error) {
    return toAnswer(error, { about: 'repository' });
  }
  return reason
    ? { outcome: 'absent', reason }
    : discoverCatalogFiles(repository, options);
}
