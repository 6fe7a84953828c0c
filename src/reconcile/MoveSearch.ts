import { BitbucketServerApi, RequestContext } from '../bitbucket';
import { EmptyListsError } from '../discovery';
import { findMoved, Moved } from './findMoved';
import { OneAtATime } from './OneAtATime';

/**
 * Looks for repositories that have lost their names, each as it comes to
 * light: while the list of all repositories is read for some, the next ones
 * come together, and it is read once for them all.
 */
export class MoveSearch {
  readonly #api: BitbucketServerApi;
  readonly #turns = new OneAtATime();
  #next?: NextReading;

  constructor(options: { api: BitbucketServerApi }) {
    this.#api = options.api;
  }

  /** What a list shows that is begun after this. */
  async find(
    key: string,
    { context }: { context: RequestContext },
  ): Promise<Moved> {
    this.#next ??= this.#begin(context);
    this.#next.keys.add(key);
    return this.#next.moved;
  }

  #begin(context: RequestContext): NextReading {
    const keys = new Set<string>();
    const moved = this.#turns.run('list', async () => {
      // It may begin at once, before whoever asks for it is noted.
      await Promise.resolve();
      this.#next = undefined;
      return this.#read([...keys], context);
    });
    return { keys, moved };
  }

  /** A run has other lists to tell whether there is nothing at all. */
  async #read(keys: string[], context: RequestContext): Promise<Moved> {
    const moved = await findMoved(keys, { api: this.#api, context });
    return moved.isEmpty && !moved.failure
      ? { ...moved, failure: new EmptyListsError(this.#api) }
      : moved;
  }
}

interface NextReading {
  readonly keys: Set<string>;
  readonly moved: Promise<Moved>;
}
