import { RepositoryName } from '../bitbucket';
import { RepositoryAnswer } from '../discovery';

/**
 * Says that a repository has more catalog files than are taken in; undefined
 * where it has not.
 *
 * @internal
 */
export function describeCutFiles(
  { projectKey, repoSlug }: RepositoryName,
  answer: RepositoryAnswer,
): string | undefined {
  return answer.outcome === 'present' && answer.cutFrom !== undefined
    ? `${projectKey}/${repoSlug} has ${answer.cutFrom} catalog files, of which the first ${answer.files.length} are taken in; raise maxFilesPerRepository, or narrow catalogPath or ignorePaths`
    : undefined;
}
