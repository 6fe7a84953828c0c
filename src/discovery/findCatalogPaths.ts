import {
  BitbucketServerApi,
  BitbucketServerResponseError,
  RepositoryName,
  RequestContext,
} from '../bitbucket';
import { CatalogSearch, DirectorySearch } from '../config';
import { toAnswer } from './toAnswer';

/**
 * The paths that were found, and the ref that the server says they are on.
 *
 * @internal
 */
export interface FoundPaths {
  readonly paths: ReadonlySet<string>;
  /** Undefined where the server names none. */
  readonly revision?: string;
}

interface FindOptions {
  readonly api: BitbucketServerApi;
  /** The default branch where it is left out. */
  readonly ref?: string;
  readonly context: RequestContext;
}

/**
 * Finds the paths of a repository in which catalog files are.
 *
 * @remarks
 * Browsing takes one request a directory, more where it is longer than a
 * page; it also tells the default branch. The listing of all files takes one
 * request for up to 10,000 of them, and names no branch. Throws a
 * {@link RequestError} where something could not be seen.
 *
 * @internal
 */
export async function findCatalogPaths(
  repository: RepositoryName,
  options: FindOptions & { search: CatalogSearch },
): Promise<FoundPaths> {
  const { search } = options;
  return search.type === 'tree'
    ? { paths: await findInTree(repository, { ...options, search }) }
    : findInDirectories(repository, { ...options, ...search });
}

async function findInDirectories(
  repository: RepositoryName,
  options: FindOptions & { directories: readonly DirectorySearch[] },
): Promise<FoundPaths> {
  const paths = new Set<string>();
  let revision: string | undefined;
  for (const search of options.directories) {
    const found = await browse(repository, { ...options, search });
    revision ??= found?.revision;
    found?.paths.forEach(path => paths.add(path));
  }
  return { paths, revision };
}

/** Undefined where there is no such directory. */
async function browse(
  repository: RepositoryName,
  options: FindOptions & { search: DirectorySearch },
): Promise<FoundPaths | undefined> {
  const { api, search, ref, context } = options;
  const { directory, fileNames, matches } = search;
  const prefix = directory && `${directory}/`;
  const paths = new Set<string>();
  let revision: string | undefined;
  const pages = api.content.readDirectory(repository, {
    path: directory,
    at: ref,
    context,
  });
  try {
    for await (const page of pages) {
      revision ??= page.revision;
      page.files
        .filter(({ name }) => matches(name))
        .forEach(({ name }) => paths.add(`${prefix}${name}`));
      if (paths.size === fileNames?.length) {
        break;
      }
    }
  } catch (error) {
    if (isNoFile(error)) {
      return undefined;
    }
    throw error;
  }
  return { paths, revision };
}

async function findInTree(
  repository: RepositoryName,
  options: FindOptions & { search: Extract<CatalogSearch, { type: 'tree' }> },
): Promise<Set<string>> {
  const { search } = options;
  const { directory } = search;
  try {
    return await listTree(repository, options);
  } catch (error) {
    if (isNoFile(error)) {
      return new Set();
    }
    const isNoDirectory =
      error instanceof BitbucketServerResponseError && error.status === 400;
    if (!isNoDirectory || directory === '') {
      throw error;
    }
    // The server refuses to list below a file. All paths then tell for sure.
    return listTree(repository, {
      ...options,
      search: { ...search, directory: '' },
    });
  }
}

async function listTree(
  repository: RepositoryName,
  options: FindOptions & { search: Extract<CatalogSearch, { type: 'tree' }> },
): Promise<Set<string>> {
  const { api, search, ref, context } = options;
  const { directory, matches } = search;
  const prefix = directory && `${directory}/`;
  const paths = new Set<string>();
  const pages = api.content.readFiles(repository, {
    path: directory,
    at: ref,
    context,
  });
  for await (const page of pages) {
    page
      .map(path => `${prefix}${path}`)
      .filter(matches)
      .forEach(path => paths.add(path));
  }
  return paths;
}

/** Whether the server says that the path is not there, while all above it is. */
function isNoFile(error: unknown): boolean {
  if (!(error instanceof BitbucketServerResponseError)) {
    return false;
  }
  const answer = toAnswer(error, { about: 'content' });
  return answer.outcome === 'absent' && answer.reason === 'noFile';
}
