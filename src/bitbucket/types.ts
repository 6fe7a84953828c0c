/**
 * What discovery needs to know of a project.
 *
 * @internal
 */
export interface Project {
  readonly projectKey: string;
}

/**
 * What discovery needs to know of a repository.
 *
 * @internal
 */
export interface Repository {
  readonly projectKey: string;
  readonly repoSlug: string;
  /** `AVAILABLE`, or why it cannot be read: `INITIALISING`, `INITIALISATION_FAILED`, `OFFLINE`. */
  readonly state: string;
  /** Servers before 8.0 know no archive. */
  readonly archived: boolean;
  /** Whether it, or its project, may be seen without signing in. */
  readonly isPublic: boolean;
  readonly isFork: boolean;
  /** Where people browse it; servers may leave links out. */
  readonly selfUrl?: string;
}

/**
 * Names a repository by its address.
 *
 * @internal
 */
export type RepositoryName = Pick<Repository, 'projectKey' | 'repoSlug'>;

/**
 * One page of one directory, at the ref that was read.
 *
 * @internal
 */
export interface DirectoryPage {
  /** The ref as the server resolved it: the default branch where none was asked for. */
  readonly revision?: string;
  /** The names of the files that lie in the directory itself. */
  readonly fileNames: readonly string[];
}

/**
 * A page of the project list, and whom the server took the caller for.
 *
 * @internal
 */
export interface ProjectPage {
  readonly projects: readonly Project[];
  /** Undefined where the request ran as nobody. */
  readonly userName?: string;
}

/**
 * What a server says it is, and whom it took the caller for.
 *
 * @internal
 */
export interface Server {
  /** Such as `8.19.1`. */
  readonly version: string;
  /** `Bitbucket`, or what an administrator made of it. */
  readonly displayName: string;
  /** Undefined where the request ran as nobody. */
  readonly userName?: string;
}
