import { RepositoryName } from '../bitbucket';

/**
 * Which repositories webhooks have had looked at lately, in the order in
 * which that was begun.
 *
 * @remarks
 * A sweep takes minutes. What it has read of a repository is older than what
 * a webhook has looked at meanwhile, on this machine or another, so the sweep
 * asks here before it tells the catalog anything.
 *
 * @internal
 */
export interface RecentChecks {
  /** Notes that a repository is about to be looked at. */
  note(name: RepositoryName): Promise<void>;
  /** Where the record stands now. */
  position(): Promise<number>;
  /** What was noted after a position, each repository once, and the new position. */
  since(
    position: number,
  ): Promise<{ names: RepositoryName[]; position: number }>;
}
