import {
  BitbucketServerApi,
  Repository,
  RepositoryName,
  RequestContext,
} from '../bitbucket';
import { ProviderConfig } from '../config';
import { discoverCatalogFiles } from './discoverCatalogFiles';
import { findFilterExcludingRepository } from './findExcludingFilter';
import { findFilterExcludingOwnLabels } from './LabelFilter';
import { toAnswer, toUnknownIfGone } from './toAnswer';
import { AbsentOrUnknown, RepositoryAnswer } from './types';

export interface LookOptions {
  readonly api: BitbucketServerApi;
  readonly config: ProviderConfig;
  readonly context: RequestContext;
}

/** Looks at a repository that was shown: free filters first, then labels, then files. */
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

/** The answer for a repository that was asked for by name. */
type NamedAnswer = RepositoryAnswer & {
  /**
   * The repository that the answer is about, as the server has it: it may be
   * called otherwise by now. Undefined where the server did not show it.
   */
  readonly repository?: Repository;
};

/**
 * Looks at a repository of which only the name is known. The server is asked
 * for it first, since the name may be an old one, or in other letters than the
 * filters are for.
 */
export async function lookAtName(
  name: RepositoryName,
  options: LookOptions & AskOptions,
): Promise<NamedAnswer> {
  const found = await askByName(name, options);
  if ('outcome' in found) {
    return found;
  }
  const { repository } = found;
  return { ...(await lookAtRepository(repository, options)), repository };
}

export interface AskOptions {
  readonly api: BitbucketServerApi;
  readonly context: RequestContext;
  /** Whether it was shown a moment ago: that it is gone is then no certain answer. */
  readonly wasShown?: boolean;
}

/** Asks for a repository by name; a renamed one may still answer to its old name. */
export async function askByName(
  name: RepositoryName,
  options: AskOptions,
): Promise<{ readonly repository: Repository } | AbsentOrUnknown> {
  const { api, context, wasShown } = options;
  try {
    return { repository: await api.getRepository(name, context) };
  } catch (error) {
    const answer = toAnswer(error, { about: 'repository' });
    return wasShown ? toUnknownIfGone(answer, name) : answer;
  }
}
