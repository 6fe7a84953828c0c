import { RepositoryHint } from '../reconcile';

export interface LinkedRepository extends RepositoryHint {
  /** Where people browse it; old servers send no links. */
  readonly selfUrl?: string;
}

/** What a webhook says has happened, as far as discovery cares. */
export type WebhookEvent =
  | {
      readonly type: 'push';
      readonly repository: LinkedRepository;
      /** The branches that were added, updated or deleted, in full; none where it was tags. */
      readonly refs: readonly string[];
    }
  | {
      readonly type: 'modified';
      readonly old: LinkedRepository;
      readonly new: LinkedRepository;
    }
  | {
      readonly type: 'created' | 'deleted' | 'default-branch-modified';
      readonly repository: LinkedRepository;
    }
  | {
      readonly type: 'project-modified';
      /** The old key and the new one; mostly they are the same. */
      readonly projectKeys: readonly string[];
    };

/**
 * What parsing a webhook leads to.
 *
 * - `ok`: something happened that may matter
 * - `aborted`: the body is not what the event should have
 * - `unsupported-event`: the event is none that is acted upon
 */
export type ParsedWebhook =
  | { readonly result: 'ok'; readonly event: WebhookEvent }
  | { readonly result: 'aborted'; readonly reason: string }
  | { readonly result: 'unsupported-event'; readonly event: string };
