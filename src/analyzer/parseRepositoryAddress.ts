import { unescape } from 'node:querystring';
import { parseBrowseUrl, RepositoryName, toBrowseUrl } from '../bitbucket';

/**
 * What the address of a repository, or of something in it, names.
 *
 * @internal
 */
export interface RepositoryAddress extends RepositoryName {
  /** Scheme, host and context path. */
  readonly baseUrl: string;
  /** The directory or file that is meant, from the root on; empty for all of the repository. */
  readonly path: string;
  /** The branch, tag or commit; the default branch where it is left out. */
  readonly ref?: string;
}

const CLONE_PATH = /^(.*?)\/scm\/([^/]+)\/([^/]+?)(?:\.git)?$/i;

/**
 * Parses the address of a repository as a browser shows it or as git clones
 * it; undefined where it is none.
 *
 * @remarks
 * Understood are `/projects/KEY/repos/slug` and `/users/name/repos/slug`, with
 * `/browse` and a path behind it or without, `/scm/key/slug.git`, a slash at
 * the end, and `?at=`. A user name before the host and a fragment count for
 * nothing.
 *
 * @internal
 */
export function parseRepositoryAddress(
  address: string,
): RepositoryAddress | undefined {
  if (!URL.canParse(address)) {
    return undefined;
  }
  const { origin, pathname, searchParams } = new URL(address);
  const page = `${origin}${pathname.replace(/\/+$/, '')}`;
  const parsed =
    parseBrowseUrl(page) ??
    parseBrowseUrl(`${page}/browse`) ??
    parseBrowseUrl(fromCloneUrl(page));
  if (!parsed) {
    return undefined;
  }
  const { baseUrl, projectKey, repoSlug, encodedPath } = parsed;
  const path = unescape(encodedPath).split('/').filter(Boolean);
  if (path.some(segment => segment === '.' || segment === '..')) {
    return undefined;
  }
  const ref = searchParams.get('at') || undefined;
  return {
    baseUrl,
    projectKey,
    repoSlug,
    path: path.join('/'),
    ...(ref !== undefined && { ref }),
  };
}

function fromCloneUrl(url: string): string {
  const [, baseUrl, owner, slug] = CLONE_PATH.exec(url) ?? [];
  return baseUrl && owner && slug
    ? toBrowseUrl(baseUrl, {
        projectKey: unescape(owner),
        repoSlug: unescape(slug),
      })
    : '';
}
