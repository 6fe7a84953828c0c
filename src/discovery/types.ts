import { Repository, RepositoryName } from '../bitbucket';
import { FilterReason } from './filters';

/** A catalog file that is there, or is taken to be where nobody looks. */
export interface CatalogFile {
  readonly repository: Repository;
  /** From the repository's root, without a leading slash. */
  readonly path: string;
  /** The ref that it is on, in full; the default branch where it is left out. */
  readonly ref?: string;
  /** What stands behind the path in the target, with its `?`. */
  readonly query?: string;
  /** The short name of the repository's default branch, where it is known. */
  readonly defaultBranch?: string;
  /** Git's id of what it holds, where the server has shown that. */
  readonly contentId?: string;
}

/** What a look has seen of a repository besides its catalog files. */
export interface Seen {
  /** The short name of the default branch, where it is known. */
  readonly defaultBranch?: string;
  /**
   * Changes with whatever is in the directories that were read, as far as the
   * server tells; undefined where none was read to find the files.
   */
  readonly digest?: string;
}

/**
 * Why a repository certainly has no catalog file to offer: a filter leaves it
 * out, or
 *
 * - `empty`: it has no commit, or no default branch
 * - `noBranch`: it lacks the branch that is looked at
 * - `noFile`: the file is not in it
 * - `gone`: it, or its project, does not exist under that name
 */
export type AbsenceReason =
  | FilterReason
  | 'empty'
  | 'noBranch'
  | 'noFile'
  | 'gone';

/** What is known after a look. Only `absent` lets anything be removed. */
export type RepositoryAnswer =
  | (Seen & {
      readonly outcome: 'present';
      readonly files: readonly CatalogFile[];
      /** How many there are, where those are more than may be taken in. */
      readonly cutFrom?: number;
    })
  | (Seen & {
      readonly outcome: 'absent';
      readonly reason: AbsenceReason;
      /** What answered to its name in its place, after a rename or a move. */
      readonly movedTo?: RepositoryName;
    })
  | { readonly outcome: 'unknown'; readonly cause: Error };

export type AbsentOrUnknown = Exclude<
  RepositoryAnswer,
  { readonly outcome: 'present' }
>;
