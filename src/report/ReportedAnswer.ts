import { RepositoryName } from '../bitbucket';
import { AbsenceReason } from '../discovery';

/**
 * What of an answer is counted and put into words, be it fresh or remembered.
 */
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
