import { ReportedAnswer } from './ReportedAnswer';

/**
 * Whether the catalog gets something of a repository.
 */
export type ResultWord = 'in' | 'out' | 'unknown';

/**
 * Whether a repository is in a sweep's harvest, in one word.
 */
export function toResultWord(answer: ReportedAnswer): ResultWord {
  const words = { present: 'in', absent: 'out', unknown: 'unknown' } as const;
  return words[answer.outcome];
}
