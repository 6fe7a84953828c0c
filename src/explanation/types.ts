import { ResultWord } from '../report';

/**
 * Which repository somebody asks about.
 */
export interface Question {
  readonly projectKey: string;
  readonly repoSlug: string;
  /** The host that is meant; every host where it is left out. */
  readonly host?: string;
  /** `now` looks at the repository first, as after a webhook. */
  readonly look?: 'now';
}

/**
 * What all providers say of one repository. Times are in ISO 8601, and `null`
 * stands for what there is not.
 */
export interface RepositoryReport {
  providers: ProviderReport[];
}

/**
 * What one provider says of a repository.
 */
export interface ProviderReport {
  provider: string;
  host: string;
  projectKey: string;
  repoSlug: string;
  result: ResultWord;
  reason: string | null;
  explanation: string | null;
  search: string | null;
  /** Whether a list has shown it. */
  isRemembered: boolean;
  defaultBranch: string | null;
  files: FileReport[];
  filesLeftOut: number;
  nearestFiles: string[];
  /** Why the last look gave no answer. */
  unknown: { since: string; reason: string } | null;
  lookedAt: string | null;
  nextLook: Plan;
  /** All of it in words. */
  text: string;
}

/**
 * A catalog file of a repository.
 */
export interface FileReport {
  path: string;
  ref: string | null;
  target: string;
  /** Of what the catalog was told, and of what it has made of the file. */
  entityRefs: string[];
  failures: FailureReport[];
}

/**
 * What the catalog cannot read or process, and how to mend it.
 */
export interface FailureReport {
  entityRef: string;
  reason: string;
  remedy: string | null;
}

/**
 * When something is going to happen, and what.
 */
export interface Plan {
  /** Null where nobody can say; a time that has come means soon. */
  at: string | null;
  explanation: string;
}
