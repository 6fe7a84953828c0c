import type { RepositoryName } from '../bitbucket';
import type { ColumnType } from './ProviderTable';
import type { RepositoryIdentity } from './types';

/** What every table of repositories has: key, name, and the name in lower case. */
export interface NameColumns {
  repository_key: string;
  project_key: string;
  repo_slug: string;
  project_key_lower: string;
  repo_slug_lower: string;
}

export const NAME_COLUMNS: Record<keyof NameColumns, ColumnType> = {
  repository_key: 'text',
  project_key: 'text',
  repo_slug: 'text',
  project_key_lower: 'text',
  repo_slug_lower: 'text',
};

export function toNameColumns(identity: RepositoryIdentity): NameColumns {
  return {
    repository_key: identity.key,
    project_key: identity.projectKey,
    repo_slug: identity.repoSlug,
    ...toLowerColumns(identity),
  };
}

/** The columns by which a name is found, letter case aside. */
export function toLowerColumns({ projectKey, repoSlug }: RepositoryName): Pick<
  NameColumns,
  'project_key_lower' | 'repo_slug_lower'
> {
  return {
    project_key_lower: projectKey.toLowerCase(),
    repo_slug_lower: repoSlug.toLowerCase(),
  };
}

/** By key, the same for everybody who writes, so that no two wait for each other. */
export function byKey(
  one: RepositoryIdentity,
  other: RepositoryIdentity,
): number {
  return one.key < other.key ? -1 : 1;
}
