import { Repository, RepositoryName } from '../bitbucket';

/**
 * A catalog file that is there, or is taken to be where nobody looks.
 *
 * @internal
 */
export interface CatalogFile {
  readonly repository: Repository;
  /** From the repository's root, without a leading slash. */
  readonly path: string;
  /** What stands behind the path in the target, with its `?`. */
  readonly query?: string;
  /** The short name of the repository's default branch. */
  readonly defaultBranch: string;
}

/**
 * Why a repository certainly has no catalog file to offer.
 *
 * - `projectKey`, `repoSlug`, `archived`: a filter leaves it out
 * - `empty`: it has no commit, or no default branch
 * - `noBranch`: it lacks the branch that is looked at
 * - `noFile`: the file is not in it
 * - `gone`: it, or its project, does not exist under that name
 *
 * @internal
 */
export type AbsenceReason =
  | 'projectKey'
  | 'repoSlug'
  | 'archived'
  | 'empty'
  | 'noBranch'
  | 'noFile'
  | 'gone';

/**
 * What is known of a repository after it was looked at. Only `absent` lets
 * anything be removed.
 *
 * @internal
 */
export type RepositoryAnswer =
  | { readonly outcome: 'present'; readonly files: readonly CatalogFile[] }
  | {
      readonly outcome: 'absent';
      readonly reason: AbsenceReason;
      /** What answered to its name in its place, after a rename or a move. */
      readonly movedTo?: RepositoryName;
    }
  | { readonly outcome: 'unknown'; readonly cause: Error };

/**
 * The answers that a failed request can stand for.
 *
 * @internal
 */
export type AbsentOrUnknown = Exclude<
  RepositoryAnswer,
  { readonly outcome: 'present' }
>;
