import { Repository } from '../bitbucket';
import { RepositoryAnswer } from '../discovery';
import { RepositoryRow } from '../memory';
import { hasChanged } from './hasChanged';

const fingerprint = 'f';
const repository = {} as Repository;
const row: RepositoryRow = {
  ...{ key: 'id:1', projectKey: 'A', repoSlug: 'a', revision: 1 },
  answer: { outcome: 'present', files: [{ path: 'a', contentId: '1' }] },
  ...{ fingerprint, defaultBranch: 'main', digest: 'd' },
};
const seen = { defaultBranch: 'main', digest: 'd' };
const files = [{ repository, path: 'a', contentId: '1' }];
const present = { outcome: 'present', files, ...seen } as const;

const find = (answer: RepositoryAnswer, before = row) =>
  hasChanged(before, { answer, fingerprint });

describe('hasChanged', () => {
  it.each<[string, RepositoryAnswer]>([
    ['a file more', { ...present, files: [...files, { repository, path: 'b' }] }],
    ['a file less', { ...present, files: [] }],
    ['another file', { ...present, files: [{ repository, path: 'b' }] }],
    [
      'another content',
      { ...present, files: [{ repository, path: 'a', contentId: '2' }] },
    ],
    ['another directory', { ...present, digest: 'e' }],
    ['another default branch', { ...present, defaultBranch: 'next' }],
    ['no file any more', { outcome: 'absent', reason: 'noFile', ...seen }],
  ])('sees %s', (_, answer) => {
    expect(find(answer)).toBe(true);
  });

  it('sees no change in the same answer, nor in what the server does not tell', () => {
    expect(find(present)).toBe(false);
    expect(
      find({ outcome: 'present', files: [{ repository, path: 'a' }] }),
    ).toBe(false);
  });

  it.each<[string, RepositoryAnswer]>([
    ['is gone', { outcome: 'absent', reason: 'gone' }],
    ['is left out by a filter', { outcome: 'absent', reason: 'archived' }],
    ['is unknown', { outcome: 'unknown', cause: new Error() }],
  ])('cannot compare what %s', (_, answer) => {
    expect(find(answer)).toBeUndefined();
  });

  it('cannot compare with an answer that held for another configuration', () => {
    expect(find(present, { ...row, fingerprint: 'g' })).toBeUndefined();
    expect(find(present, { ...row, answer: undefined })).toBeUndefined();
  });
});
