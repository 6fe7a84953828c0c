import { hash } from 'node:crypto';
import {
  BitbucketServerApi,
  BitbucketServerResponseError,
  RepositoryName,
  RequestContext,
} from '../bitbucket';
import { CatalogSearch, DirectorySearch } from '../paths';
import { toAnswer } from './toAnswer';

/** The files that were found, and what else the server has shown with them. */
export interface FoundFiles {
  /** By their paths, with git's ids of what they hold, where it tells those. */
  readonly contentIds: ReadonlyMap<string, string | undefined>;
  /** The ref that they are on; undefined where the server names none. */
  readonly revision?: string;
  /** Of all that was read of the directories; undefined where none was. */
  readonly digest?: string;
}

export interface FindOptions {
  readonly api: BitbucketServerApi;
  /** The default branch where it is left out. */
  readonly ref?: string;
  readonly context: RequestContext;
}

/**
 * Finds the files of a repository that a search is for.
 *
 * @remarks
 * Browsing takes one request a directory, more where it is longer than a
 * page; it also tells the default branch and what the files hold. The listing
 * of all files takes one request for up to 10,000 of them, and tells neither.
 * Throws a {@link RequestError} where something could not be seen.
 */
export function findCatalogFiles(
  repository: RepositoryName,
  options: FindOptions & { search: CatalogSearch },
): Promise<FoundFiles> {
  const { api, context, ref, search } = options;
  return search.type === 'tree'
    ? findInTree(repository, { api, context, ref, search })
    : findInDirectories(search.directories, { repository, api, context, ref });
}

async function findInDirectories(
  directories: readonly DirectorySearch[],
  options: FindOptions & { repository: RepositoryName },
): Promise<FoundFiles> {
  const contentIds = new Map<string, string | undefined>();
  const lines: string[] = [];
  let revision: string | undefined;
  for (const search of directories) {
    lines.push(JSON.stringify(search.directory));
    const found = await browse(search, { lines, ...options });
    revision ??= found?.revision;
    found?.contentIds.forEach((id, path) => contentIds.set(path, id));
  }
  const digest = hash('sha1', `${lines.join('\n')}\n`, 'base64');
  return { contentIds, revision, digest };
}

/** Undefined where there is no such directory. */
async function browse(
  search: DirectorySearch,
  options: FindOptions & {
    repository: RepositoryName;
    /** Takes in all that is read. */
    lines: string[];
  },
): Promise<Omit<FoundFiles, 'digest'> | undefined> {
  const { api, repository, ref, context, lines } = options;
  const { directory, fileNames, matches } = search;
  const prefix = directory && `${directory}/`;
  const contentIds = new Map<string, string | undefined>();
  let revision: string | undefined;
  const pages = api.content.readDirectory(repository, {
    path: directory,
    at: ref,
    context,
  });
  try {
    for await (const page of pages) {
      revision ??= page.revision;
      lines.push(page.identity);
      page.files
        .filter(({ name }) => matches(name))
        .forEach(({ name, contentId }) =>
          contentIds.set(`${prefix}${name}`, contentId),
        );
      if (contentIds.size === fileNames?.length) {
        break;
      }
    }
  } catch (error) {
    if (isNoFile(error)) {
      lines.push('null');
      return undefined;
    }
    throw error;
  }
  return { contentIds, revision };
}

async function findInTree(
  repository: RepositoryName,
  options: FindOptions & { search: Extract<CatalogSearch, { type: 'tree' }> },
): Promise<FoundFiles> {
  const { search } = options;
  const { directory } = search;
  try {
    return await listTree(repository, options);
  } catch (error) {
    if (isNoFile(error)) {
      return { contentIds: new Map() };
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
): Promise<FoundFiles> {
  const { api, search, ref, context } = options;
  const { directory, matches } = search;
  const prefix = directory && `${directory}/`;
  const contentIds = new Map<string, undefined>();
  const pages = api.content.readFiles(repository, {
    path: directory,
    at: ref,
    context,
  });
  for await (const page of pages) {
    page
      .map(path => `${prefix}${path}`)
      .filter(matches)
      .forEach(path => contentIds.set(path, undefined));
  }
  return { contentIds };
}

/** Whether the server says that the path is not there, while all above it is. */
function isNoFile(error: unknown): boolean {
  if (!(error instanceof BitbucketServerResponseError)) {
    return false;
  }
  const answer = toAnswer(error, { about: 'content' });
  return answer.outcome === 'absent' && answer.reason === 'noFile';
}
