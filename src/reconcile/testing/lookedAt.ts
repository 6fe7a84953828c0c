import type { RepositoryAnswer } from '../../discovery';
import type { RepositoryIdentity } from '../../memory';
import type { FoundEntity, LookedBefore } from '../types';

/** What a look has found: one file, and the entities that are given. */
export function lookedAt(
  identity: RepositoryIdentity,
  differs: Partial<LookedBefore> = {},
): LookedBefore {
  return {
    identity,
    answer: PRESENT,
    ...{ entities: [], successors: [] },
    ...{ startedAt: 1, refreshed: [], known: [] },
    ...differs,
  };
}

/** An entity of a repository, as a look finds it. */
export function entityOf(
  { projectKey, repoSlug }: Omit<RepositoryIdentity, 'key'>,
  options: { name?: string; title?: string } = {},
): FoundEntity {
  const { name = repoSlug, title = 'one' } = options;
  return {
    entityRef: `component:default/${name}`,
    json: JSON.stringify({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name, title },
    }),
    foundIn: `${projectKey}/${repoSlug}`.toLowerCase(),
  };
}

const PRESENT: RepositoryAnswer = { outcome: 'present', files: [] };
