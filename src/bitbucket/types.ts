export interface Project {
  readonly projectKey: string;
  /** What stays when its key is changed; undefined where the server does not tell. */
  readonly id?: number;
}

export interface Repository {
  readonly projectKey: string;
  readonly repoSlug: string;
  /** What stays when it is renamed or moved; undefined where the server does not tell. */
  readonly id?: number;
  /** The id of its project, likewise. */
  readonly projectId?: number;
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

/** Names a repository by its address. */
export type RepositoryName = Pick<Repository, 'projectKey' | 'repoSlug'>;

/** What the server says of a repository in short, for its mirrors. */
export interface RepositoryHash {
  readonly id: number;
  readonly contentHash: string;
  /** The short name; undefined where the server does not tell. */
  readonly defaultBranch?: string;
}

/** One page of one directory, at the ref that was read. */
export interface DirectoryPage {
  /** The ref as the server resolved it: the default branch where none was asked for. */
  readonly revision?: string;
  readonly files: readonly DirectoryFile[];
  /**
   * The page's rows, files and directories, with their ids, as one text: it
   * changes with anything below the directory, as far as the server tells ids.
   */
  readonly identity: string;
}

export interface DirectoryFile {
  readonly name: string;
  /** Git's id of what it holds; undefined where the server does not tell. */
  readonly contentId?: string;
}

/** A page of the project list, and whom the server took the caller for. */
export interface ProjectPage {
  readonly projects: readonly Project[];
  /** Undefined where the request ran as nobody. */
  readonly userName?: string;
}

/** What a server says it is, and whom it took the caller for. */
export interface Server {
  /** Such as `8.19.1`. */
  readonly version: string;
  /** `Bitbucket`, or what an administrator made of it. */
  readonly displayName: string;
  /** Undefined where the request ran as nobody. */
  readonly userName?: string;
}
