import { RepositoryName } from '../bitbucket';
import { ReportedAnswer } from './ReportedAnswer';

/**
 * Says that a repository has more catalog files than are taken in; undefined
 * where it has not.
 */
export function describeCutFiles(
  { projectKey, repoSlug }: RepositoryName,
  answer: ReportedAnswer,
): string | undefined {
  if (answer.outcome !== 'present' || answer.cutFrom === undefined) {
    return undefined;
  }
  const { length } = answer.files;
  const taken = length === 1 ? 'first is' : `first ${length} are`;
  return `${projectKey}/${repoSlug} has ${answer.cutFrom} catalog files, of which the ${taken} taken in; raise maxFilesPerRepository, or narrow catalogPath or ignorePaths`;
}
