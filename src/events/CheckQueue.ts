import PQueue from 'p-queue';
import { RepositoryName } from '../bitbucket';
import { toRepositoryId } from '../discovery';

/** What comes in within this time of the first becomes one check with it. */
const MOMENT_MS = 500;

const MAX_CHECKS_AT_ONCE = 8;

/**
 * Checks repositories soon, each once at a time: what comes in while one is
 * waiting joins it, and what comes in while one is being checked has it
 * checked once more.
 *
 * @internal
 */
export class CheckQueue {
  readonly #check: (name: RepositoryName) => Promise<void>;
  readonly #waiting = new Map<
    string,
    { name: RepositoryName; timer: NodeJS.Timeout }
  >();
  readonly #running = new Map<string, Promise<void>>();
  /** A push to a thousand repositories must not ask the catalog all at once. */
  readonly #places = new PQueue({ concurrency: MAX_CHECKS_AT_ONCE });
  readonly #again = new Map<string, RepositoryName>();

  /** The check tells itself what went wrong; its failure ends nothing here. */
  constructor(options: { check: (name: RepositoryName) => Promise<void> }) {
    this.#check = options.check;
  }

  add(name: RepositoryName): void {
    const id = toRepositoryId(name);
    if (this.#running.has(id)) {
      this.#again.set(id, name);
    } else if (!this.#waiting.has(id)) {
      const timer = setTimeout(() => this.#start(name), MOMENT_MS);
      this.#waiting.set(id, { name, timer });
    }
  }

  /** Begins what is waiting at once, and resolves when nothing is left. */
  async drain(): Promise<void> {
    while (this.#waiting.size + this.#running.size > 0) {
      for (const { name, timer } of [...this.#waiting.values()]) {
        clearTimeout(timer);
        this.#start(name);
      }
      await Promise.all(this.#running.values());
    }
  }

  #start(name: RepositoryName): void {
    const id = toRepositoryId(name);
    this.#waiting.delete(id);
    const run = this.#run(name).finally(() => {
      this.#running.delete(id);
      const again = this.#again.get(id);
      if (again) {
        this.#again.delete(id);
        this.add(again);
      }
    });
    this.#running.set(id, run);
  }

  async #run(name: RepositoryName): Promise<void> {
    try {
      await this.#places.add(() => this.#check(name));
    } catch {
      // A rejection that nobody catches would end the whole backend.
    }
  }
}
