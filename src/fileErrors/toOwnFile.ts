import {
  BitbucketServerApi,
  parseBrowseUrl,
  RepositoryName,
  toDecoded,
} from '../bitbucket';
import { ProviderConfig } from '../config';
import { matchesCatalogPath } from '../paths';
import { findFilterExcludingName } from '../discovery';

export interface RepositoryFile extends RepositoryName {
  readonly path: string;
}

/**
 * Gives the file at an address that a provider could have emitted, and
 * undefined where it could not. As far as the address tells: filters that ask
 * for more than names may leave the repository out all the same.
 */
export function toOwnFile(
  target: string,
  { api, config }: { api: BitbucketServerApi; config: ProviderConfig },
): RepositoryFile | undefined {
  const parsed = parseBrowseUrl(target);
  if (!parsed || !isOfOwnHost(target, { api })) {
    return undefined;
  }
  const { projectKey, repoSlug, encodedPath } = parsed;
  const path = toDecoded(encodedPath.slice(1));
  const isFound =
    config.refs.some(({ query = '' }) => query === parsed.query) &&
    matchesCatalogPath(path, config.catalogPath) &&
    findFilterExcludingName(config.filters, parsed) === undefined;
  return isFound ? { projectKey, repoSlug, path } : undefined;
}

/** No sweep emits credentials, so what holds some is somebody else's. */
function isOfOwnHost(
  target: string,
  { api }: { api: BitbucketServerApi },
): boolean {
  const { host, username, password } = new URL(target);
  return username === '' && password === '' && api.isOwnHost(host);
}
