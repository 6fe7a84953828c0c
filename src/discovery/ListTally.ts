import { ListSizes } from './ListSizes';

/**
 * Counts what the lists of a sweep show.
 */
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
