import { BitbucketServerApi, parseBrowseUrl, RepositoryName } from '../bitbucket';
import { matchesCatalogPath, ProviderConfig } from '../config';
import { findFilterExcludingName } from '../discovery';

/**
 * A file in a repository.
 *
 * @internal
 */
export interface RepositoryFile extends RepositoryName {
  readonly path: string;
}

/**
 * Gives the file at an address where a provider could have found it, and
 * undefined where it could not.
 *
 * @remarks
 * As far as the address tells: filters that ask for more than names may leave
 * the repository out all the same.
 *
 * @internal
 */
export function toOwnFile(
  target: string,
  { api, config }: { api: BitbucketServerApi; config: ProviderConfig },
): RepositoryFile | undefined {
  const parsed = parseBrowseUrl(target);
  if (!parsed || !api.isOwnHost(new URL(parsed.baseUrl).host)) {
    return undefined;
  }
  const { projectKey, repoSlug, encodedPath } = parsed;
  const path = decode(encodedPath.slice(1));
  const isFound =
    matchesCatalogPath(path, config.catalogPath) &&
    findFilterExcludingName(config.filters, parsed) === undefined;
  return isFound ? { projectKey, repoSlug, path } : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
