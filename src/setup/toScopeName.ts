import { WebhookScope } from '../bitbucket';

/**
 * Names a project, or a repository, as people know it.
 */
export function toScopeName({ projectKey, repoSlug }: WebhookScope): string {
  return repoSlug === undefined ? projectKey : `${projectKey}/${repoSlug}`;
}
