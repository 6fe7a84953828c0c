/**
 * What webhooks belong to, in words.
 */
export const LEVEL_NOUNS = {
  project: 'projects',
  repository: 'repositories',
} as const;
