import { ROWS_PER_PAGE } from '../bitbucket';

/** With fewer projects there is little to save. */
const MIN_PROJECTS = 50;
/** So many times the pages of one list have the lists of projects to be. */
const MIN_TIMES = 4;

/**
 * How large the lists of a server are, as far as a sweep has seen.
 */
export interface ListSizes {
  /** Projects that no filter leaves out. */
  readonly projects: number;
  /** Repositories on the whole server. */
  readonly repositories: number;
}

/**
 * Whether the list of all repositories takes far fewer requests than a list a
 * project. Where nothing is known, a list a project is read: it shows the first
 * repository sooner.
 */
export function prefersOneList(sizes: ListSizes | undefined): boolean {
  if (!sizes) {
    return false;
  }
  const { projects, repositories } = sizes;
  const pages = Math.ceil(repositories / ROWS_PER_PAGE);
  return projects >= MIN_PROJECTS && projects > MIN_TIMES * pages;
}
