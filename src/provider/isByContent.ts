import { RepositoryAnswer } from '../discovery';
import { RememberedAnswer } from '../memory';

/** What a repository holds settles these; names, rights and filters settle the others. */
const BY_CONTENT = new Set(['empty', 'noBranch', 'noFile']);

/**
 * Whether an answer is about what a repository holds, and not about whether it
 * is looked at.
 */
export function isByContent(
  answer: RememberedAnswer | Exclude<RepositoryAnswer, { outcome: 'unknown' }>,
): boolean {
  return answer.outcome === 'present' || BY_CONTENT.has(answer.reason);
}
