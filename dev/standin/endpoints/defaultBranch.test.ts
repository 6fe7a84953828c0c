import { askStandIn } from '../askStandIn';
import { StandInBitbucket } from '../StandInBitbucket';
import type { EmptyDefaultBranch } from './types';

function ask(
  path: string,
  options: { emptyDefaultBranch?: EmptyDefaultBranch } = {},
) {
  const standIn = new StandInBitbucket({
    baseUrl: 'https://git.example.com',
    projects: [{ key: 'ONE' }],
    repositories: [
      { project: 'ONE', slug: 'alpha', defaultBranch: 'a/b', files: { a: '' } },
      { project: 'ONE', slug: 'empty' },
    ],
    ...options,
  });
  return askStandIn(standIn, { path: `/projects/ONE/repos/${path}` });
}

describe('getDefaultBranch', () => {
  it('answers the three keys of a minimal ref', () => {
    expect(ask('alpha/default-branch').json).toEqual({
      id: 'refs/heads/a/b',
      displayId: 'a/b',
      type: 'BRANCH',
    });
  });

  it.each([
    ['not-found', 404],
    ['no-content', 204],
    ['configured', 200],
  ] as const)('answers an empty repository as %s with %d', (empty, status) => {
    const options = { emptyDefaultBranch: empty };
    expect(ask('empty/default-branch', options).status).toBe(status);
  });
});

describe('getBranchesDefault', () => {
  it('answers the keys of the old endpoint, with the last commit', () => {
    const commit = expect.stringMatching(/^[0-9a-f]{40}$/);
    expect(ask('alpha/branches/default').json).toEqual({
      id: 'refs/heads/a/b',
      displayId: 'a/b',
      type: 'BRANCH',
      latestCommit: commit,
      latestChangeset: commit,
      isDefault: true,
    });
  });

  it.each([
    ['not-found', 404],
    ['no-content', 204],
    ['configured', 204],
  ] as const)('answers an empty repository as %s with %d', (empty, status) => {
    const options = { emptyDefaultBranch: empty };
    expect(ask('empty/branches/default', options).status).toBe(status);
  });
});
