import { toUnknownIfGone } from './toUnknownIfGone';
import { RepositoryAnswer } from './types';

const name = { projectKey: 'A', repoSlug: 'one' };

describe('toUnknownIfGone', () => {
  it('does not know what became of a repository that is gone', () => {
    expect(toUnknownIfGone({ outcome: 'absent', reason: 'gone' }, name)).toEqual({
      outcome: 'unknown',
      cause: expect.objectContaining({
        name: 'VanishedError',
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
    expect(toUnknownIfGone(answer, name)).toBe(answer);
  });
});
