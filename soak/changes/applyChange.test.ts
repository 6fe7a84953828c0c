import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { applyChange } from './applyChange';
import { MISSING_BRANCH } from './names';
import type { Change } from './types';

const about = { project: 'A', slug: 'one' };

function after(...changes: Change[]): StandInBitbucket {
  const standIn = new StandInBitbucket({
    baseUrl: 'http://x',
    projects: [{ key: 'A' }],
    repositories: [{ ...about, files: { old: '' } }],
  });
  changes.forEach(change => applyChange(change, { standIn }));
  return standIn;
}

const repositoryAfter = (...changes: Change[]) =>
  after(...changes).repository('A', { slug: 'one' });

describe('applyChange', () => {
  it('adds and removes projects and repositories', () => {
    const add: Change = { type: 'add-project', project: 'B' };
    expect(after(add).model.project('B')).toBeDefined();
    expect(
      after(add, { type: 'remove-project', project: 'B' }).model.project('B'),
    ).toBeUndefined();
    const gone = after({ type: 'remove-repository', ...about });
    expect(gone.model.repositoriesOf('A')).toEqual([]);
  });

  it('renames a repository with all that is in it', () => {
    const { model } = after({ type: 'rename', ...about, to: 'two' });
    expect(model.repository('A', about)).toBeUndefined();
    const renamed = model.repository('A', { slug: 'two' });
    expect([...(renamed?.branches.main?.list() ?? [])]).toEqual(['old']);
  });

  it('writes and removes files on the default branch', () => {
    const { main } = repositoryAfter(
      { type: 'write-file', ...about, path: 'new' },
      { type: 'remove-file', ...about, path: 'old' },
    ).branches;
    expect([...(main?.list() ?? [])]).toEqual(['new']);
  });

  it('makes a branch that is switched to, unless it is to be missing', () => {
    const to = (name: string): Change => ({
      type: 'switch-branch',
      ...about,
      to: name,
      paths: ['file'],
    });
    const switched = repositoryAfter(to('develop'));
    expect(switched.defaultBranch).toBe('develop');
    expect([...(switched.branches.develop?.list() ?? [])]).toEqual(['file']);
    expect(repositoryAfter(to(MISSING_BRANCH)).branches).not.toHaveProperty(
      MISSING_BRANCH,
    );
  });

  it('writes files on another branch, and removes a branch', () => {
    const file = { ...about, branch: 'develop', path: 'new' };
    const { main, develop } = repositoryAfter(
      { type: 'write-file', ...file },
      { type: 'remove-branch', ...about, branch: 'main' },
    ).branches;
    expect([...(develop?.list() ?? [])]).toEqual(['new']);
    expect(main).toBeUndefined();
  });

  it('gives a repository a label, and takes it away', () => {
    const label = { ...about, label: 'golden' };
    const add: Change = { type: 'add-label', ...label };
    expect(repositoryAfter(add).labels).toEqual(['golden']);
    expect(
      repositoryAfter(add, { type: 'remove-label', ...label }).labels,
    ).toEqual([]);
  });

  it('hides, archives, empties and breaks a repository', () => {
    const change = (type: 'hide-repository' | 'archive' | 'empty-repository') =>
      repositoryAfter({ type, ...about });
    expect(change('hide-repository').hidden).toBe(true);
    expect(change('archive').archived).toBe(true);
    expect(change('empty-repository').branches).toEqual({});
    expect(
      repositoryAfter({ type: 'set-state', ...about, state: 'OFFLINE' }).state,
    ).toBe('OFFLINE');
  });
});
