import { BitbucketServerApi, Repository, RequestContext } from '../bitbucket';
import { ProviderConfig } from '../config';
import { RepositoryUnavailableError } from './RepositoryUnavailableError';
import { toAnswer } from './toAnswer';
import { RepositoryAnswer } from './types';

const BRANCH_PREFIX = 'refs/heads/';

/**
 * Looks for the catalog files of one repository.
 *
 * @remarks
 * Browsing the directory that holds the file takes one request, more where
 * the directory is longer than a page, and also tells the default branch. The
 * default branch takes one of its own where the server names no branch, where
 * another branch is read, and where nobody looks whether the file is there.
 *
 * @internal
 */
export async function discoverCatalogFiles(
  repository: Repository,
  options: {
    api: BitbucketServerApi;
    config: Pick<ProviderConfig, 'catalogPath' | 'validateLocationsExist'>;
    context: RequestContext;
  },
): Promise<RepositoryAnswer> {
  const { api, config, context } = options;
  const { directory, fileName, at } = config.catalogPath;
  if (repository.state !== 'AVAILABLE') {
    return {
      outcome: 'unknown',
      cause: new RepositoryUnavailableError(repository),
    };
  }
  try {
    const { fileNames, revision } =
      config.validateLocationsExist || fileName === undefined
        ? await findFileNames(repository, options)
        : { fileNames: [fileName], revision: undefined };
    if (fileNames.length === 0) {
      return { outcome: 'absent', reason: 'noFile' };
    }
    const defaultBranch =
      at === undefined && revision?.startsWith(BRANCH_PREFIX)
        ? revision.slice(BRANCH_PREFIX.length)
        : await api.getDefaultBranch(repository, context);
    return {
      outcome: 'present',
      files: fileNames.map(name => ({
        repository,
        path: directory ? `${directory}/${name}` : name,
        query: at?.query,
        defaultBranch,
      })),
    };
  } catch (error) {
    return toAnswer(error, { about: 'content' });
  }
}

/** The names in the directory that match, and the ref they were seen at. */
async function findFileNames(
  repository: Repository,
  options: Parameters<typeof discoverCatalogFiles>[1],
): Promise<{ fileNames: string[]; revision?: string }> {
  const { api, config, context } = options;
  const { directory, fileName, matches, at } = config.catalogPath;
  const fileNames = new Set<string>();
  let revision: string | undefined;
  const pages = api.readDirectory(repository, {
    directory,
    at: at?.ref,
    context,
  });
  for await (const page of pages) {
    revision ??= page.revision;
    page.fileNames.filter(matches).forEach(name => fileNames.add(name));
    if (fileName !== undefined && fileNames.size > 0) {
      break;
    }
  }
  return { fileNames: [...fileNames].sort(), revision };
}
