import type { StandInRepository } from '../../dev/standin/types';
import { BRANCH, LEFT_OUT_LABEL } from '../changes/names';
import type { Scope } from './types';

const isPersonal = ({ project }: StandInRepository) => project.startsWith('~');

/**
 * The providers of the soak. Their files are never the same.
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
    isWanted: repository =>
      !isPersonal(repository) &&
      !repository.project.startsWith('OUT') &&
      !repository.slug.startsWith('sandbox') &&
      !repository.archived,
    isCatalogFile: path => path === 'catalog-info.yaml',
  },
  {
    id: 'folder',
    config: { catalogPath: '/.backstage/*.yaml' },
    isWanted: repository => !isPersonal(repository),
    isCatalogFile: path => /^\.backstage\/[^/]+\.yaml$/.test(path),
  },
  {
    id: 'branch',
    config: {
      catalogPath: '/docs/catalog-info.yaml',
      branch: BRANCH,
      fallbackBranch: 'HEAD',
      includePersonalRepos: true,
      filters: { labels: { exclude: LEFT_OUT_LABEL } },
    },
    branch: BRANCH,
    isWanted: ({ labels }) => !labels.includes(LEFT_OUT_LABEL),
    isCatalogFile: path => path === 'docs/catalog-info.yaml',
  },
];
