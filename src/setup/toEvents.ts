import { WebhookScope } from '../bitbucket';

/**
 * Gives the events that a webhook of ours has to have: of its repositories, and
 * that of the project, which a repository does not know.
 */
export function toEvents({ repoSlug }: WebhookScope): string[] {
  const ofRepositories = ['repo:refs_changed', 'repo:modified'];
  return repoSlug === undefined
    ? [...ofRepositories, 'project:modified']
    : ofRepositories;
}
