import type { StandInBitbucketOptions } from '../standin/StandInBitbucketOptions';

/**
 * A server with one project, whose lists fit on a page, and with a file in
 * each of its repositories.
 */
export function oneProject(
  slugs: readonly string[],
): Partial<StandInBitbucketOptions> {
  return {
    strictPageSize: 1000,
    projects: [{ key: 'A' }],
    repositories: slugs.map(slug => ({
      project: 'A',
      slug,
      files: { 'catalog-info.yaml': '' },
    })),
  };
}
