import type { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { toProjectBody } from '../../dev/standin/toProjectBody';
import { toRepositoryBody } from '../../dev/standin/toRepositoryBody';
import type { WebhookEvent } from '../../dev/standin/webhook/postWebhook';
import { toPushBody } from '../../dev/standin/webhook/toPushBody';
import { applyChange } from '../changes/applyChange';
import type { Change } from '../changes/types';

const COMMIT = 'a1'.repeat(20);
const NEXT_COMMIT = 'b2'.repeat(20);

type Body = Record<string, unknown>;

/**
 * Lets a change happen, and gives the webhooks that a server may send of it.
 *
 * @remarks
 * A real server sends none for a project that goes, for a permission that is
 * lost, for a state, or for a label.
 */
export function performChange(
  change: Change,
  { standIn }: { standIn: StandInBitbucket },
): WebhookEvent[] {
  const before = toBody(change, { standIn });
  applyChange(change, { standIn });
  const after = toBody(
    change.type === 'rename' ? { ...change, slug: change.to } : change,
    { standIn },
  );
  return toEvents(change, { standIn, before, after });
}

function toEvents(
  change: Change,
  options: { standIn: StandInBitbucket; before?: Body; after?: Body },
): WebhookEvent[] {
  const { standIn, before, after } = options;
  switch (change.type) {
    case 'add-repository':
      return [
        toEvent('repo:created', { repository: after }),
        toPush(change, { standIn, to: NEXT_COMMIT }),
      ];
    case 'remove-repository':
      return [toEvent('repo:deleted', { repository: before })];
    case 'rename':
    case 'archive':
    case 'unarchive':
      return [toEvent('repo:modified', { old: before, new: after })];
    case 'write-file':
    case 'remove-file':
      return [toPush(change, { standIn, from: COMMIT, to: NEXT_COMMIT })];
    case 'empty-repository':
    case 'remove-branch':
      return [toPush(change, { standIn, from: COMMIT })];
    case 'switch-branch':
      return [toEvent('repo:default_branch_modified', { repository: after })];
    case 'show-project':
      return [toEvent('project:modified', { old: before, new: after })];
    default:
      return [];
  }
}

function toEvent(eventKey: string, body: Body): WebhookEvent {
  return { eventKey, body: { eventKey, ...body } };
}

function toPush(
  { project, slug, branch }: { project: string; slug: string; branch?: string },
  options: { standIn: StandInBitbucket; from?: string; to?: string },
): WebhookEvent {
  const { standIn } = options;
  const repository = standIn.repository(project, { slug });
  const body = toPushBody(repository, { ...options, branch, now: new Date() });
  return { eventKey: 'repo:refs_changed', body };
}

/** What a change is about, as the server shows it now. */
function toBody(
  change: Change,
  { standIn }: { standIn: StandInBitbucket },
): Body | undefined {
  const { model, baseUrl } = standIn;
  const links = { model, baseUrl, ssh: 'enabled', majorVersion: 9 } as const;
  if (!('slug' in change)) {
    const project = model.project(change.project);
    return project && toProjectBody(project, links);
  }
  const repository = model.repository(change.project, change);
  return repository && toRepositoryBody(repository, links);
}
