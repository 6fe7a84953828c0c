import { RepositoryName } from '../bitbucket';
import { GoneMeanwhileError } from './GoneMeanwhileError';
import { RepositoryAnswer } from './types';

/**
 * Turns an answer into unknown that calls gone what the server has shown a
 * moment ago: it may have been renamed as well as deleted, and then nobody has
 * seen yet what it has become.
 *
 * @internal
 */
export function doubtGone<TAnswer extends RepositoryAnswer>(
  answer: TAnswer,
  { projectKey, repoSlug }: RepositoryName,
) {
  return answer.outcome === 'absent' && answer.reason === 'gone'
    ? {
        outcome: 'unknown' as const,
        cause: new GoneMeanwhileError({ subject: `${projectKey}/${repoSlug}` }),
      }
    : answer;
}
