import { BitbucketServerApi, Repository, RequestContext } from '../bitbucket';
import { ProviderConfig } from '../config';
import { CatalogRef } from '../paths';
import { FoundFiles } from './findCatalogFiles';
import { findMeantFiles } from './findMeantFiles';
import { toAnswer } from './toAnswer';
import { RepositoryAnswer } from './types';

const BRANCH_PREFIX = 'refs/heads/';

/** What of a provider's configuration says where catalog files are. */
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

/** Looks for a repository's catalog files, on the first configured ref that it has. */
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
  const { api, config, context } = options;
  let answer: RepositoryAnswer = { outcome: 'absent', reason: 'noBranch' };
  for (const at of config.refs) {
    answer = await discoverAt(at, { repository, api, config, context });
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
    const { contentIds, revision, digest } = await findFiles(at, options);
    const shown = toDefaultBranch(at, { revision });
    if (contentIds.size === 0) {
      return { outcome: 'absent', reason: 'noFile', defaultBranch: shown, digest };
    }
    const defaultBranch = shown ?? (await askForDefaultBranch(at, options));
    // In a stable order, so that the same ones are taken every time.
    const paths = [...contentIds.keys()].sort();
    const taken = paths.slice(0, config.maxFilesPerRepository);
    return {
      outcome: 'present',
      files: taken.map(path => ({
        repository,
        path,
        ref: at.ref,
        query: at.query,
        defaultBranch,
        contentId: contentIds.get(path),
      })),
      cutFrom: taken.length < paths.length ? paths.length : undefined,
      defaultBranch,
      digest,
    };
  } catch (error) {
    return toAnswer(error, { about: 'content' });
  }
}

async function findFiles(
  { ref }: CatalogRef,
  options: DiscoverOptions & { repository: Repository },
): Promise<FoundFiles> {
  const { repository, api, config, context } = options;
  const { catalogPath, validateLocationsExist } = config;
  return validateLocationsExist
    ? findMeantFiles(repository, { api, context, catalogPath, ref })
    : {
        contentIds: new Map(
          catalogPath.unseenPaths.map(path => [path, undefined]),
        ),
      };
}

/** What was read says it for free, if no other ref was asked for. */
function toDefaultBranch(
  { ref }: CatalogRef,
  { revision }: { revision?: string },
): string | undefined {
  return ref === undefined && revision?.startsWith(BRANCH_PREFIX)
    ? revision.slice(BRANCH_PREFIX.length)
    : undefined;
}

/** The short name of the default branch, where somebody wants to know it. */
async function askForDefaultBranch(
  { ref }: CatalogRef,
  options: DiscoverOptions & { repository: Repository },
): Promise<string | undefined> {
  const { api, repository, config, context } = options;
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

/** A repository is listed, but the server cannot read it at the moment. */
class RepositoryUnavailableError extends Error {
  override readonly name = 'RepositoryUnavailableError';

  constructor(repository: Repository) {
    super(
      `${repository.projectKey}/${repository.repoSlug} is ${repository.state} on the server and was not asked`,
    );
  }
}
