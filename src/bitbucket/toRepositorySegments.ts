import { RepositoryName } from './types';

/**
 * The segments of a repository's REST path.
 */
export function toRepositorySegments(name: RepositoryName): string[] {
  return ['projects', name.projectKey, 'repos', name.repoSlug];
}
