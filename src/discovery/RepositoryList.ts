import { Repository, RepositoryName } from '../bitbucket';
import { ProjectKeySet, toRepositoryId } from './RepositoryNames';
import { toAnswer } from './toAnswer';
import { AbsentOrUnknown } from './types';

/**
 * Repositories as a list of the server yields them, page by page, each once,
 * since offsets shift while the list is read. A list that breaks off ends, so
 * that what it has yielded is worked on to its end, and `failure` then says
 * why.
 */
export class RepositoryList implements AsyncIterable<readonly Repository[]> {
  readonly #options: RepositoryListOptions;
  readonly #seen = new Set<string>();
  readonly #projects = new ProjectKeySet();
  #failure?: AbsentOrUnknown;

  constructor(options: RepositoryListOptions) {
    this.#options = options;
  }

  /** How many repositories the list has yielded or left to others. */
  get size(): number {
    return this.#seen.size;
  }

  /** Why the list broke off; undefined where it was read to its end. */
  get failure(): AbsentOrUnknown | undefined {
    return this.#failure;
  }

  has(name: RepositoryName): boolean {
    return this.#seen.has(toRepositoryId(name));
  }

  /** Whether the list has yielded a repository of a project. */
  showsProject(projectKey: string): boolean {
    return this.#projects.has(projectKey);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly Repository[]> {
    const { pages, about, told } = this.#options;
    try {
      for await (const page of pages) {
        yield page.filter(found => this.#add(found) && !told?.has(found));
      }
    } catch (error) {
      this.#failure = toAnswer(error, { about });
    }
  }

  /** Notes what the list shows; false where it has shown it before. */
  #add(found: Repository): boolean {
    const { size } = this.#seen;
    this.#seen.add(toRepositoryId(found));
    this.#projects.add(found.projectKey);
    return this.#seen.size > size;
  }
}

/**
 * What a {@link RepositoryList} reads, and whose list that is.
 */
export interface RepositoryListOptions {
  readonly pages: AsyncIterable<readonly Repository[]>;
  readonly about: 'project' | 'server';
  /** A list that broke off, whose repositories are not yielded once more. */
  readonly told?: RepositoryList;
}
