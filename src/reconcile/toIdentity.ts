import { RepositoryName } from '../bitbucket';
import { toRepositoryId } from '../discovery';
import { RepositoryIdentity } from '../memory';
import { RepositoryHint } from './types';

/** Identifies a repository by its number, or by its name while none is known. */
export function toIdentity(
  repository: RepositoryName & { readonly id?: number },
): RepositoryIdentity {
  const { id, projectKey, repoSlug } = repository;
  const key =
    id === undefined ? `name:${toRepositoryId(repository)}` : `id:${id}`;
  return { key, projectKey, repoSlug };
}

/** Whether two keys are certain to be of two repositories: both are numbers. */
export function areDifferent(one: string, other: string): boolean {
  return one !== other && one.startsWith('id:') && other.startsWith('id:');
}

export function toHint({
  key,
  projectKey,
  repoSlug,
}: RepositoryIdentity): RepositoryHint {
  const [, id] = /^id:(\d+)$/.exec(key) ?? [];
  return { ...(id && { id: Number(id) }), projectKey, repoSlug };
}
