import { doubtGone } from './doubtGone';
import { RepositoryAnswer } from './types';

const name = { projectKey: 'A', repoSlug: 'one' };

describe('doubtGone', () => {
  it('does not know what became of a repository that is gone', () => {
    expect(doubtGone({ outcome: 'absent', reason: 'gone' }, name)).toEqual({
      outcome: 'unknown',
      cause: expect.objectContaining({
        name: 'GoneMeanwhileError',
        message: expect.stringContaining('A/one'),
      }),
    });
  });

  it.each<RepositoryAnswer>([
    { outcome: 'absent', reason: 'empty' },
    { outcome: 'absent', reason: 'noBranch' },
    { outcome: 'absent', reason: 'noFile' },
    { outcome: 'absent', reason: 'repoSlug' },
    { outcome: 'present', files: [] },
    { outcome: 'unknown', cause: new Error('503') },
  ])('leaves $outcome $reason as it is', answer => {
    expect(doubtGone(answer, name)).toBe(answer);
  });
});
