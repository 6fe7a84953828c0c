import { unescape } from 'node:querystring';
import { isDots, parseBrowseUrl, toBrowseUrl } from './browseUrl';
import { RepositoryName } from './types';

/** What the address of a repository, or of something in it, names. */
export interface RepositoryAddress extends RepositoryName {
  /** Scheme, host and context path; an address of ssh has none that counts. */
  readonly baseUrl?: string;
  /** The directory or file that is meant, from the root on; empty for all of the repository. */
  readonly path: string;
  /** The branch, tag or commit; the default branch where it is left out. */
  readonly ref?: string;
}

/** The repository of a page, and what the page shows of it. */
const REPOSITORY_PAGE =
  /^(.*?\/(?:projects|users)\/[^/]+\/repos\/[^/]+)(?:\/(.*))?$/i;
const CLONE_PATH = /^(.*?)\/scm\/([^/]+)\/([^/]+?)(?:\.git)?$/i;

/**
 * Parses the address of a repository, or of any page of one, as a browser
 * shows it or as git clones it; undefined where it is none.
 *
 * @remarks
 * Understood are `/projects/KEY/repos/slug` and `/users/name/repos/slug`, with
 * `/browse` or `/raw` and a path behind it or without, or with any other page,
 * which stands for the repository; `/scm/key/slug.git`; an address of ssh; a
 * slash at the end; and `?at=`. A user name before the host and a fragment
 * count for nothing.
 */
export function parseRepositoryAddress(
  address: string,
): RepositoryAddress | undefined {
  if (!URL.canParse(address)) {
    return undefined;
  }
  const { protocol, origin, pathname, searchParams } = new URL(address);
  if (protocol === 'ssh:') {
    return parseSshPath(pathname);
  }
  const page = `${origin}${pathname.replace(/\/+$/, '')}`;
  const parsed = parseBrowseUrl(toBrowsePage(page) ?? fromCloneUrl(page));
  if (!parsed) {
    return undefined;
  }
  const { baseUrl, projectKey, repoSlug, encodedPath } = parsed;
  const path = unescape(encodedPath).split('/').filter(Boolean);
  if (path.some(isDots)) {
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

/** The page where the same file, directory or repository is browsed. */
function toBrowsePage(page: string): string | undefined {
  const [, repository, shown = ''] = REPOSITORY_PAGE.exec(page) ?? [];
  const [, path = ''] = /^(?:browse|raw)(\/.*)?$/i.exec(shown) ?? [];
  return repository && `${repository}/browse${path}`;
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

/** Such an address has no context path, and is the end of one for git. */
function parseSshPath(pathname: string): RepositoryAddress | undefined {
  const clone = `https://ssh/scm${pathname.replace(/\/+$/, '')}`;
  const parsed = parseBrowseUrl(fromCloneUrl(clone));
  return (
    parsed && {
      projectKey: parsed.projectKey,
      repoSlug: parsed.repoSlug,
      path: '',
    }
  );
}
