import { createHash } from 'node:crypto';
import { HostConfig, ProviderConfig } from '../config';

/**
 * Digest of what an answer holds for: the server, and where in a repository
 * catalog files are looked for. Filters are not in it: they are held against
 * the lists in every run.
 */
export function toFingerprint(
  config: ProviderConfig,
  { host, apiBaseUrl }: Pick<HostConfig, 'host' | 'apiBaseUrl'>,
): string {
  const { catalogPath, refs, maxFilesPerRepository } = config;
  const held = {
    host,
    apiBaseUrl,
    catalogPath: catalogPath.configured,
    ignored: catalogPath.ignored,
    refs,
    maxFilesPerRepository,
    validateLocationsExist: config.validateLocationsExist,
    asksForDefaultBranch: config.asksForDefaultBranch,
  };
  return createHash('sha256')
    .update(JSON.stringify(held))
    .digest('base64url')
    .slice(0, 22);
}
