import { RepositoryName } from '../bitbucket';
import { AbsenceReason } from '../discovery';

/** What of an answer is counted and put into words, be it fresh or remembered. */
export type ReportedAnswer =
  | {
      readonly outcome: 'present';
      readonly files: readonly unknown[];
      /** How many there are, where those are more than may be taken in. */
      readonly cutFrom?: number;
    }
  | {
      readonly outcome: 'absent';
      readonly reason: AbsenceReason;
      /** What answers to its name in its place. */
      readonly movedTo?: RepositoryName;
    }
  | { readonly outcome: 'unknown'; readonly cause: Error };

/** Whether the catalog gets something of a repository. */
export type ResultWord = 'in' | 'out' | 'unknown';

/** Whether a repository is in a sweep's harvest, in one word. */
export function toResultWord(answer: ReportedAnswer): ResultWord {
  const words = { present: 'in', absent: 'out', unknown: 'unknown' } as const;
  return words[answer.outcome];
}

/** How many more files a repository has than are taken in. */
export function countFilesLeftOut(answer: ReportedAnswer): number {
  return answer.outcome === 'present' && answer.cutFrom !== undefined
    ? answer.cutFrom - answer.files.length
    : 0;
}
