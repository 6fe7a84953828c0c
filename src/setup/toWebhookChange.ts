import { Webhook, WebhookChange, WebhookScope } from '../bitbucket';
import { WantedWebhook } from './types';

const NAME = 'Backstage';

/**
 * Gives what a webhook is to be written as, whole: what the server has of it
 * stays, further events included, since others may hear those behind the same
 * endpoint.
 */
export function toWebhookChange(
  webhook: Webhook | undefined,
  { scope, wanted }: { scope: WebhookScope; wanted: WantedWebhook },
): WebhookChange {
  const [secret] = wanted.secrets;
  return {
    name: webhook?.name || NAME,
    url: webhook?.url ?? wanted.url,
    events: [...new Set([...(webhook?.events ?? []), ...toEvents(scope)])],
    active: true,
    configuration: { ...webhook?.configuration, secret },
    sslVerificationRequired:
      wanted.url.startsWith('https:') ||
      (webhook?.sslVerificationRequired ?? true),
  };
}

/** Gives the events a webhook of ours needs; a repository has none of the project's. */
export function toEvents({ repoSlug }: WebhookScope): string[] {
  const ofRepositories = ['repo:refs_changed', 'repo:modified'];
  return repoSlug === undefined
    ? [...ofRepositories, 'project:modified']
    : ofRepositories;
}
