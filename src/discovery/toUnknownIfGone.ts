import { RepositoryName } from '../bitbucket';
import { VanishedError } from './VanishedError';
import { RepositoryAnswer } from './types';

/**
 * Turns an answer into unknown that calls gone what the server has shown a
 * moment ago: it may have been renamed as well as deleted, and then nobody has
 * seen yet what it has become.
 */
export function toUnknownIfGone<TAnswer extends RepositoryAnswer>(
  answer: TAnswer,
  name: RepositoryName,
) {
  return answer.outcome === 'absent' && answer.reason === 'gone'
    ? { outcome: 'unknown' as const, cause: new VanishedError(name) }
    : answer;
}
