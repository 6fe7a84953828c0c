/**
 * The files of one branch, by path.
 */
export interface FileTree {
  /** Gives every path, in any order, without a leading slash. */
  list(): Iterable<string>;
  /** Gives the text of one file, or nothing when there is no such file. */
  read(path: string): string | undefined;
}

/**
 * The user a personal project belongs to.
 */
export interface StandInOwner {
  name: string;
  emailAddress: string;
  id: number;
  displayName: string;
  slug: string;
}

/**
 * One project, normal or personal.
 */
export interface StandInProject {
  /** `KEY`, or `~user` for a personal project. */
  key: string;
  id: number;
  name: string;
  description?: string;
  public: boolean;
  type: 'NORMAL' | 'PERSONAL';
  /** Stands on a personal project only. */
  owner?: StandInOwner;
  /** No user may see it: it leaves a gap in lists and answers 401 by itself. */
  hidden?: boolean;
}

/**
 * The states a repository can be in.
 */
export type RepositoryState =
  | 'AVAILABLE'
  | 'INITIALISING'
  | 'INITIALISATION_FAILED'
  | 'OFFLINE';

/**
 * One repository with all its branches; an empty one has no branch.
 */
export interface StandInRepository {
  /** The key of its project. */
  project: string;
  slug: string;
  id: number;
  name: string;
  description?: string;
  state: RepositoryState;
  archived: boolean;
  public: boolean;
  forkOf?: { project: string; slug: string };
  labels: string[];
  /** How often its files were changed; no two commits are one. */
  commits?: number;
  /** The configured default branch by its short name; it need not exist. */
  defaultBranch?: string;
  branches: Record<string, FileTree>;
  /** No user may see it: it leaves a gap in lists and answers 401 by itself. */
  hidden?: boolean;
}

/**
 * Where a file is written or removed.
 */
export interface FileAddress {
  slug: string;
  path: string;
  /** The short branch name; the default branch when left out. */
  branch?: string;
}

/**
 * Where the stand-in takes its projects and repositories from.
 */
export interface StandInModel {
  /** Gives every project, personal ones too, ordered by name. */
  projects(): readonly StandInProject[];
  /** Looks a project up, whatever the case of the key. */
  project(key: string): StandInProject | undefined;
  /** Gives the repositories of one project, ordered by name. */
  repositoriesOf(projectKey: string): readonly StandInRepository[];
  /** Looks a repository up, whatever the case of key and slug. */
  repository(
    projectKey: string,
    options: { slug: string },
  ): StandInRepository | undefined;
  writeFile(
    projectKey: string,
    options: FileAddress & { content: string },
  ): void;
  removeFile(projectKey: string, options: FileAddress): void;
}

/**
 * A request as the stand-in reads it; header names are in lower case.
 */
export interface StandInRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  /** Empty when left out. */
  body?: string;
}

/**
 * An answer of the stand-in.
 */
export interface StandInResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}
