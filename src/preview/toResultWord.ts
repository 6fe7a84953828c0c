import { RepositoryAnswer } from '../discovery';

/**
 * Whether a repository is in a sweep's harvest, in one word.
 *
 * @internal
 */
export function toResultWord(
  answer: RepositoryAnswer,
): 'in' | 'out' | 'unknown' {
  const words = { present: 'in', absent: 'out', unknown: 'unknown' } as const;
  return words[answer.outcome];
}
