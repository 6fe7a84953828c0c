import { ROWS_PER_PAGE } from '../bitbucket';

/** With fewer projects there is little to save. */
const MIN_PROJECTS = 50;
/** So many times the pages of one list have the lists of projects to be. */
const MIN_TIMES = 4;

export class ListTally {
  readonly #last?: ListSizes;
  #projects = 0;
  #repositories = 0;
  #ofServer?: number;
  #hasLeftOut = false;

  constructor(options: { last?: ListSizes }) {
    this.#last = options.last;
  }

  addLeftOutProject(): void {
    this.#hasLeftOut = true;
  }

  /** Notes the list of a project, read or not. */
  addProject({ repositories = 0 }: { repositories?: number } = {}): void {
    this.#projects += 1;
    this.#repositories += repositories;
  }

  /** Notes what the list of all repositories has shown at its end. */
  noteServer({ repositories }: { repositories: number }): void {
    this.#ofServer = repositories;
  }

  /** What is in projects that are left out is known from an earlier sweep at best. */
  toSizes(): ListSizes {
    const seen = this.#repositories;
    const atLeast = this.#hasLeftOut
      ? Math.max(seen, this.#last?.repositories ?? 0)
      : seen;
    return {
      projects: this.#projects,
      repositories: this.#ofServer ?? atLeast,
    };
  }
}

/** How large the lists of a server are, as far as a sweep has seen. */
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
