import type {
  AnonymousAccess,
  StandInAdministrator,
  StandInCredentials,
} from './authenticate';
import type { EmptyDefaultBranch, PagedList } from './endpoints/types';
import type { ProjectSeed } from './model/createProject';
import type { RepositorySeed } from './model/createRepository';
import type { HashBehaviour } from './RepositoryHashList';
import type { StandInModel } from './types';

/**
 * What a stand-in is made from; either `model`, or projects and repositories.
 */
export interface StandInBitbucketOptions {
  /** Where everything is read from; the two lists below when left out. */
  model?: StandInModel;
  /** Filled in where a seed is silent. */
  projects?: Iterable<ProjectSeed>;
  /** Filled in where a seed is silent; each of a project in `projects`. */
  repositories?: Iterable<RepositorySeed>;
  /** What links are built on; may differ from the address that is called. */
  baseUrl: string;
  /** What the called addresses begin with; the path of the base URL if left out. */
  contextPath?: string;
  /** What is accepted; anything when left out. */
  credentials?: StandInCredentials;
  /** Who may set up webhooks; nobody when left out. */
  administrator?: StandInAdministrator;
  /** What a request without credentials gets; `refused` beside credentials. */
  anonymous?: AnonymousAccess;
  /** Caps of the page sizes; the official ones when left out. */
  maxLimit?: Partial<Record<PagedList, number>>;
  /** Makes every page this large, whatever is asked for. */
  strictPageSize?: number;
  /** Before 8.0 there is no `archived`; 9.4.0 when left out. */
  version?: string;
  /** `enabled` when left out. */
  ssh?: 'enabled' | 'disabled';
  /** Whether a name that somebody else has not taken leads to who had it; `gone` when left out. */
  oldNames?: 'gone' | 'followed';
  /** `not-found` when left out. */
  emptyDefaultBranch?: EmptyDefaultBranch;
  /** What the list of hashes is like at first; `true` when left out. */
  hashes?: HashBehaviour;
}
