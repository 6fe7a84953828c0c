import { hash } from 'node:crypto';
import { Host } from '../bitbucket';
import { ProviderConfig } from '../config';

/**
 * Digest of what an answer holds for: the server, where in a repository
 * catalog files are looked for, and what makes entities of them. Filters are
 * not in it: they are held against the lists in every run.
 */
export function toFingerprint(
  config: ProviderConfig,
  options: Pick<Host, 'hostConfig' | 'integrationHosts'> & {
    hasParser: boolean;
  },
): string {
  const { catalogPath, refs, maxFilesPerRepository } = config;
  const { hostConfig, integrationHosts, hasParser } = options;
  const { host, apiBaseUrl } = hostConfig;
  const otherHosts = integrationHosts.filter(other => other !== host).sort();
  const held = {
    host,
    apiBaseUrl,
    // Which of the server's links are kept. What is left out makes no difference.
    otherHosts: otherHosts.length > 0 ? otherHosts : undefined,
    hasParser: hasParser || undefined,
    catalogPath: catalogPath.configured,
    ignored: catalogPath.ignored,
    refs,
    maxFilesPerRepository,
    validateLocationsExist: config.validateLocationsExist,
    asksForDefaultBranch: config.asksForDefaultBranch,
  };
  return hash('sha256', JSON.stringify(held), 'base64url').slice(0, 22);
}
