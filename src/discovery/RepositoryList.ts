import {
  BitbucketServerApi,
  Repository,
  RepositoryName,
  RequestContext,
} from '../bitbucket';
import { toRepositoryId } from './RepositoryNames';
import { toAnswer } from './toAnswer';
import { AbsentOrUnknown } from './types';

/**
 * The repositories of a project as its list yields them, each once, since
 * offsets shift while the list is read.
 *
 * @remarks
 * A list that breaks off ends, so that what it has yielded is worked on to
 * its end, and `failure` then says why.
 *
 * @internal
 */
export class RepositoryList implements AsyncIterable<Repository> {
  readonly #options: {
    projectKey: string;
    api: BitbucketServerApi;
    context: RequestContext;
  };
  readonly #seen = new Set<string>();
  #failure?: AbsentOrUnknown;

  constructor(options: {
    projectKey: string;
    api: BitbucketServerApi;
    context: RequestContext;
  }) {
    this.#options = options;
  }

  /** Why the list broke off; undefined where it was read to its end. */
  get failure(): AbsentOrUnknown | undefined {
    return this.#failure;
  }

  /** Whether the list has yielded a repository. */
  has(name: RepositoryName): boolean {
    return this.#seen.has(toRepositoryId(name));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Repository> {
    const { projectKey, api, context } = this.#options;
    try {
      for await (const found of api.readRepositories(projectKey, context)) {
        if (!this.has(found)) {
          this.#seen.add(toRepositoryId(found));
          yield found;
        }
      }
    } catch (error) {
      this.#failure = toAnswer(error, { about: 'project' });
    }
  }
}
