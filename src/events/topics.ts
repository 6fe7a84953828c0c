/**
 * The values of `X-Event-Key` that are acted upon.
 */
export const EVENT_TYPES = [
  'repo:refs_changed',
  'repo:modified',
  'repo:created',
  'repo:deleted',
  'repo:default_branch_modified',
  'project:modified',
  'proj:modified',
] as const;
