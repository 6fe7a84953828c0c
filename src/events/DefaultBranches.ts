import { LRUCache } from 'lru-cache';
import {
  BitbucketServerApi,
  RepositoryName,
  RequestContext,
} from '../bitbucket';
import { toRepositoryId } from '../discovery';

const MAX_KEPT = 1000;
/** Most servers send no event for a new default branch. */
const KEPT_MS = 60 * 60_000;

/**
 * Default branches that had to be asked for, kept for an hour.
 *
 * @internal
 */
export class DefaultBranches {
  /** What is being asked for as well, so that none of it outlives a change. */
  readonly #kept = new LRUCache<string, Promise<string>>({
    max: MAX_KEPT,
    ttl: KEPT_MS,
  });

  /** The short name. Throws a {@link RequestError} where there is none. */
  async get(
    name: RepositoryName,
    options: { api: BitbucketServerApi; context: RequestContext },
  ): Promise<string> {
    const { api, context } = options;
    const id = toId(name, options);
    const kept = this.#kept.get(id);
    if (kept) {
      return kept;
    }
    const asked = api.content.getDefaultBranch(name, context);
    this.#kept.set(id, asked);
    try {
      return await asked;
    } catch (error) {
      if (this.#kept.get(id) === asked) {
        this.#kept.delete(id);
      }
      throw error;
    }
  }

  /** Forgets a branch that may have become another one. */
  forget(name: RepositoryName, options: { api: BitbucketServerApi }): void {
    this.#kept.delete(toId(name, options));
  }
}

/** Two servers may have repositories of the same name. */
function toId(
  name: RepositoryName,
  { api }: { api: BitbucketServerApi },
): string {
  return `${api.host} ${toRepositoryId(name)}`;
}
