import { UnmovedFile } from '../bitbucket';
import { RunRepository } from './RunRepositories';

/**
 * The files that are as they were when their repositories were looked at, as
 * believed hashes tell.
 */
export function toUnmovedFiles(
  repositories: readonly RunRepository[],
): UnmovedFile[] {
  return repositories.flatMap(({ isUnmoved, identity, row }) => {
    if (!isUnmoved || row?.answer?.outcome !== 'present') {
      return [];
    }
    const { projectKey, repoSlug } = identity;
    return row.answer.files.flatMap(({ path, ref, contentId }) =>
      contentId === undefined
        ? []
        : [{ projectKey, repoSlug, path, at: ref, contentId }],
    );
  });
}
