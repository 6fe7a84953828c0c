import { RepositoryRow } from '../memory';
import { RunRepository } from './RunRepositories';
import { toUnmovedFiles } from './toUnmovedFiles';

const contentId = '1'.repeat(40);
const identity = { key: 'id:1', projectKey: 'A', repoSlug: 'r' };

function repository(
  answer: RepositoryRow['answer'],
  { isUnmoved = true }: { isUnmoved?: boolean } = {},
): RunRepository {
  return {
    identity,
    row: { ...identity, revision: 1, answer },
    ...{ isListed: true, isQueued: false, wasShown: false, isUnmoved },
    ...{ takesOver: false, isLeftOut: false, looks: 0 },
  };
}

describe('toUnmovedFiles', () => {
  it('gives the files of what has not moved, by the id that the look has shown', () => {
    const files = [
      { path: 'catalog-info.yaml', contentId },
      { path: 'docs/a.yaml', ref: 'refs/heads/dev', contentId },
      { path: 'without-an-id.yaml' },
    ];
    const name = { projectKey: 'A', repoSlug: 'r' };
    expect(
      toUnmovedFiles([repository({ outcome: 'present', files })]),
    ).toEqual([
      { ...name, path: 'catalog-info.yaml', at: undefined, contentId },
      { ...name, path: 'docs/a.yaml', at: 'refs/heads/dev', contentId },
    ]);
  });

  it('gives nothing of what may have moved, holds no file or has no answer', () => {
    const files = [{ path: 'catalog-info.yaml', contentId }];
    expect(
      toUnmovedFiles([
        repository({ outcome: 'present', files }, { isUnmoved: false }),
        repository({ outcome: 'absent', reason: 'noFile' as never }),
        repository(undefined),
      ]),
    ).toEqual([]);
  });
});
