import { BitbucketServerApi, Repository, RequestContext } from '../bitbucket';
import { CatalogRef, ProviderConfig } from '../config';
import { findCatalogPaths } from './findCatalogPaths';
import { RepositoryUnavailableError } from './RepositoryUnavailableError';
import { toAnswer } from './toAnswer';
import { RepositoryAnswer } from './types';

const BRANCH_PREFIX = 'refs/heads/';

/**
 * What of a provider's configuration says where catalog files are.
 *
 * @internal
 */
export type CatalogFileConfig = Pick<
  ProviderConfig,
  | 'catalogPath'
  | 'refs'
  | 'asksForDefaultBranch'
  | 'maxFilesPerRepository'
  | 'validateLocationsExist'
>;

interface DiscoverOptions {
  readonly api: BitbucketServerApi;
  readonly config: CatalogFileConfig;
  readonly context: RequestContext;
}

/**
 * Looks for the catalog files of one repository, on the first of the
 * configured refs that it has.
 *
 * @internal
 */
export async function discoverCatalogFiles(
  repository: Repository,
  options: DiscoverOptions,
): Promise<RepositoryAnswer> {
  if (repository.state !== 'AVAILABLE') {
    return {
      outcome: 'unknown',
      cause: new RepositoryUnavailableError(repository),
    };
  }
  let answer: RepositoryAnswer = { outcome: 'absent', reason: 'noBranch' };
  for (const at of options.config.refs) {
    answer = await discoverAt(at, { ...options, repository });
    if (answer.outcome !== 'absent' || answer.reason !== 'noBranch') {
      break;
    }
  }
  return answer;
}

async function discoverAt(
  at: CatalogRef,
  options: DiscoverOptions & { repository: Repository },
): Promise<RepositoryAnswer> {
  const { repository, config } = options;
  try {
    const { paths, revision } = await findPaths(at, options);
    if (paths.length === 0) {
      return { outcome: 'absent', reason: 'noFile' };
    }
    const defaultBranch = await findDefaultBranch(at, { ...options, revision });
    const taken = paths.slice(0, config.maxFilesPerRepository);
    return {
      outcome: 'present',
      files: taken.map(path => ({
        repository,
        path,
        ...at,
        ...(defaultBranch !== undefined && { defaultBranch }),
      })),
      ...(taken.length < paths.length && { cutFrom: paths.length }),
    };
  } catch (error) {
    return toAnswer(error, { about: 'content' });
  }
}

/** In a stable order, and the ref that they were seen on, where that is told. */
async function findPaths(
  { ref }: CatalogRef,
  options: DiscoverOptions & { repository: Repository },
): Promise<{ paths: readonly string[]; revision?: string }> {
  const { repository, config } = options;
  const { search, exactPaths } = config.catalogPath;
  if (!config.validateLocationsExist) {
    return { paths: [...exactPaths].sort() };
  }
  const found = await findCatalogPaths(repository, { ...options, search, ref });
  return { paths: [...found.paths].sort(), revision: found.revision };
}

/**
 * The short name of the default branch. What was read says it for free, if
 * no other ref was asked for.
 */
async function findDefaultBranch(
  { ref }: CatalogRef,
  options: DiscoverOptions & { repository: Repository; revision?: string },
): Promise<string | undefined> {
  const { api, repository, config, context, revision } = options;
  if (ref === undefined && revision?.startsWith(BRANCH_PREFIX)) {
    return revision.slice(BRANCH_PREFIX.length);
  }
  if (!config.asksForDefaultBranch) {
    return undefined;
  }
  try {
    return await api.content.getDefaultBranch(repository, context);
  } catch (error) {
    // The files are there all the same.
    const isMissing =
      ref !== undefined &&
      toAnswer(error, { about: 'content' }).outcome === 'absent';
    if (isMissing) {
      return undefined;
    }
    throw error;
  }
}
