import type { Scope } from './types';

/**
 * The two providers of the soak. Their files are never the same.
 *
 * @internal
 */
export const scopes: readonly Scope[] = [
  {
    id: 'root',
    config: {
      catalogPath: '/catalog-info.yaml',
      filters: {
        projectKey: '^(?!OUT)',
        repoSlug: '^(?!sandbox)',
        skipArchivedRepos: true,
      },
    },
    isWanted: ({ project, slug, archived }) =>
      !project.startsWith('OUT') && !slug.startsWith('sandbox') && !archived,
    isCatalogFile: path => path === 'catalog-info.yaml',
  },
  {
    id: 'folder',
    config: { catalogPath: '/.backstage/*.yaml' },
    isWanted: () => true,
    isCatalogFile: path => /^\.backstage\/[^/]+\.yaml$/.test(path),
  },
];
