import { Repository } from '../bitbucket';
import {
  findFilterExcludingName,
  findFilterExcludingProject,
  findFilterExcludingRepository,
} from './findExcludingFilter';

const filters = {
  projectKey: /^PRJ/,
  repoSlug: /service/,
  skipArchivedRepos: true,
};
const noFilters = { skipArchivedRepos: false };

function repository(changes: Partial<Repository> = {}): Repository {
  return {
    projectKey: 'PRJ',
    repoSlug: 'my-service',
    state: 'AVAILABLE',
    archived: false,
    ...changes,
  };
}

describe('findFilterExcludingProject', () => {
  it('names projectKey where its pattern does not match', () => {
    const find = findFilterExcludingProject;
    expect(find(filters, { projectKey: 'OTHER' })).toBe('projectKey');
    expect(find(filters, { projectKey: 'PRJ2' })).toBeUndefined();
    expect(find(noFilters, { projectKey: 'OTHER' })).toBeUndefined();
  });
});

describe('findFilterExcludingName', () => {
  it('names the first filter whose pattern does not match', () => {
    const find = (projectKey: string, repoSlug: string) =>
      findFilterExcludingName(filters, { projectKey, repoSlug });
    expect(find('OTHER', 'library')).toBe('projectKey');
    expect(find('PRJ', 'library')).toBe('repoSlug');
    expect(find('PRJ', 'service')).toBeUndefined();
  });
});

describe('findFilterExcludingRepository', () => {
  it.each([
    ['projectKey', { projectKey: 'OTHER' }],
    ['repoSlug', { repoSlug: 'library' }],
    ['archived', { archived: true }],
    [undefined, {}],
  ] as const)('names %s', (reason, changes) => {
    expect(findFilterExcludingRepository(filters, repository(changes))).toBe(
      reason,
    );
  });

  it('lets an archived repository in where it is not asked to skip it', () => {
    expect(
      findFilterExcludingRepository(noFilters, repository({ archived: true })),
    ).toBeUndefined();
  });
});
