import { LRUCache } from 'lru-cache';
import { RepositoryName } from '../bitbucket';
import { toRepositoryId } from '../discovery';
import type { RecentChecks } from './RecentChecks';

/** Far more than webhooks tell of while a sweep runs. */
const MAX_KEPT = 100_000;

/**
 * Keeps the recent checks of one process.
 *
 * @internal
 */
export class MemoryRecentChecks implements RecentChecks {
  /** The last position at which each repository was noted. */
  readonly #noted = new LRUCache<string, { name: RepositoryName; at: number }>({
    max: MAX_KEPT,
  });
  #position = 0;

  async note(name: RepositoryName): Promise<void> {
    this.#position += 1;
    this.#noted.set(toRepositoryId(name), { name, at: this.#position });
  }

  async position(): Promise<number> {
    return this.#position;
  }

  async since(
    position: number,
  ): Promise<{ names: RepositoryName[]; position: number }> {
    const names = [...this.#noted.values()]
      .filter(({ at }) => at > position)
      .map(({ name }) => name);
    return { names, position: this.#position };
  }
}
