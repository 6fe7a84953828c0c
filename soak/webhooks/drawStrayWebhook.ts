import type { WebhookEvent } from '../../dev/standin/webhook/postWebhook';
import { KEPT_PROJECT, NAMES } from '../changes/names';
import type { Chance } from '../random/Chance';

function toRepository(options: { slug: string; host?: string }) {
  const { slug, host = 'elsewhere.example.com' } = options;
  const href = `https://${host}/projects/${KEPT_PROJECT}/repos/${slug}/browse`;
  return {
    slug,
    project: { key: KEPT_PROJECT, type: 'NORMAL' },
    links: { self: [{ href }] },
  };
}

function toChange(id: string) {
  return { ref: { id, displayId: id, type: 'BRANCH' }, type: 'UPDATE' };
}

/**
 * Draws a webhook that no change has led to: of another kind, of another
 * host, of a branch that nobody reads, of what is not there, or with a body
 * of no shape at all.
 */
export function drawStrayWebhook(
  chance: Chance,
  { host }: { host: string },
): WebhookEvent {
  const slug = `service-${chance.below(NAMES)}`;
  const repository = toRepository({ slug, host });
  const changes = [toChange('refs/heads/main')];
  return chance.pick<WebhookEvent>([
    { eventKey: 'pr:opened', body: { pullRequest: {} } },
    { eventKey: 'repo:refs_changed', body: { changes: 'all of them' } },
    {
      eventKey: 'repo:refs_changed',
      body: { repository: toRepository({ slug }), changes },
    },
    {
      eventKey: 'repo:refs_changed',
      body: { repository, changes: [toChange('refs/heads/feature/any')] },
    },
    { eventKey: 'repo:refs_changed', body: { repository, changes } },
    { eventKey: 'repo:deleted', body: { repository } },
    {
      eventKey: 'repo:deleted',
      body: { repository: toRepository({ slug: 'never-was', host }) },
    },
    {
      eventKey: 'project:modified',
      body: { old: repository.project, new: repository.project },
    },
  ]);
}
