import {
  BitbucketServerIntegrationConfig,
  getBitbucketServerFileFetchUrl,
} from '@backstage/integration';
import type { FileTarget } from './types';

const RAW = /^\/projects\/([^/]+)\/repos\/([^/]+)\/raw\/(.*)$/;

/**
 * Takes the address of a file apart, as Backstage's own reader would. Which
 * REST address stands for it is Backstage's to say, so that odd names lead to
 * the same file with either reader. Throws where it is no file's.
 */
export function parseFileTarget(
  target: string,
  { integration }: { integration: BitbucketServerIntegrationConfig },
): FileTarget {
  const restUrl = getBitbucketServerFileFetchUrl(target, integration);
  const rest = restUrl.slice(integration.apiBaseUrl.length);
  const end = rest.lastIndexOf('?');
  const [, owner, name, path] = RAW.exec(rest.slice(0, end)) ?? [];
  if (!owner || !name || !path) {
    throw new Error(
      `Incorrect URL: ${target}, it is not that of a file in a repository`,
    );
  }
  const at = new URLSearchParams(rest.slice(end + 1)).get('at');
  return {
    target,
    restUrl,
    host: integration.host,
    projectKey: decodeURIComponent(owner),
    repoSlug: decodeURIComponent(name),
    path: path
      .split('/')
      .filter(Boolean)
      .map(decodeURIComponent)
      .join('/'),
    ...(at && { at }),
  };
}
