import { parseBrowseUrl, toBrowseUrl } from './browseUrl';
import { Repository, RepositoryName } from './types';

/**
 * Gives the address of a repository as Backstage's URL readers can use it.
 *
 * @remarks
 * The server's own link is kept where an integration has its host. A server
 * whose base URL is another, as behind a proxy, gives links that nothing in
 * Backstage could read: there scheme, host and context path become those of
 * the integration, and `isRewritten` says so. A repository without a link,
 * or with one that is none, gets its address from the API.
 */
export function toRepositoryUrl(
  repository: RepositoryName & Pick<Repository, 'selfUrl'>,
  options: {
    host: string;
    apiBaseUrl: string;
    integrationHosts: readonly string[];
  },
): { url: string; isRewritten: boolean } {
  const { selfUrl } = repository;
  const isRepository = selfUrl !== undefined && isRepositoryUrl(selfUrl);
  if (isRepository && hasIntegration(selfUrl, options)) {
    return { url: selfUrl, isRewritten: false };
  }
  return {
    url: toBrowseUrl(toWebBaseUrl(options), repository),
    isRewritten: isRepository,
  };
}

function hasIntegration(
  url: string,
  { integrationHosts }: { integrationHosts: readonly string[] },
): boolean {
  const { host } = new URL(url);
  return integrationHosts.some(known => known.toLowerCase() === host);
}

function isRepositoryUrl(url: string): boolean {
  const parsed = parseBrowseUrl(url);
  return parsed?.encodedPath === '' && parsed.query === '';
}

/** Scheme, host and context path of the web pages that belong to an API. */
function toWebBaseUrl(options: { host: string; apiBaseUrl: string }): string {
  const { host, apiBaseUrl } = options;
  const api = new URL(apiBaseUrl);
  const contextPath = api.pathname.replace(/\/rest\/api\/[^/]+\/?$/, '');
  const origin =
    api.host.toLowerCase() === host.toLowerCase()
      ? api.origin
      : `https://${host}`;
  return `${origin}${contextPath === '/' ? '' : contextPath}`;
}
