/**
 * What webhooks belong to, in words.
 *
 * @internal
 */
export const LEVEL_NOUNS = {
  project: 'projects',
  repository: 'repositories',
} as const;
