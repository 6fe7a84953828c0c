import type { Look, RememberedEntity, RepositoryIdentity } from '../types';

/** Three repositories; the last one is personal. */
export const antenna = {
  key: 'id:1',
  projectKey: 'ORBIT',
  repoSlug: 'antenna',
} as const;
export const dish = { key: 'id:2', projectKey: 'ORBIT', repoSlug: 'dish' } as const;
export const notes = { key: 'id:3', projectKey: '~noor', repoSlug: 'notes' } as const;

/** Two who ask. */
export const mine = { asker: 'mine' };
export const yours = { asker: 'yours' };

const foundIn = ({ projectKey, repoSlug }: RepositoryIdentity) =>
  `${projectKey}/${repoSlug}`.toLowerCase();

type GivenEntity = Omit<RememberedEntity, 'timesRetold'>;

/** The Location of a repository's file: wanted, and not told. */
export function entityOf(
  repository: RepositoryIdentity,
  change: Partial<GivenEntity> = {},
): GivenEntity {
  return {
    entityRef: `location:default/${repository.repoSlug}`,
    json: '{"kind":"Location"}',
    foundIn: foundIn(repository),
    isWanted: true,
    isTold: false,
    ...change,
  };
}

export type DefiniteLook = Look & { outcome: 'definite' };

/** A look that finds the file. */
export function lookAt(
  repository: RepositoryIdentity,
  change: Partial<DefiniteLook> = {},
): DefiniteLook {
  return {
    ...repository,
    startedAt: 1_000,
    outcome: 'definite',
    answer: {
      outcome: 'present',
      files: [{ path: 'catalog-info.yaml', contentId: 'c1' }],
    },
    fingerprint: 'f1',
    defaultBranch: 'main',
    digest: 'd1',
    ...change,
  };
}

/** A look that comes to nothing. */
export const failedLookAt = (
  repository: RepositoryIdentity,
  change: { startedAt?: number; reason?: string } = {},
): Look => ({
  ...repository,
  startedAt: 2_000,
  outcome: 'unknown',
  reason: '503',
  ...change,
});
