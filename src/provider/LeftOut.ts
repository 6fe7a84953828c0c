import { Repository } from '../bitbucket';
import { ProviderFilters } from '../config';
import { FilterReason, findFilterExcludingName } from '../discovery';
import { LeftOutMemory, LeftOutRepository } from '../memory';
import { toIdentity } from '../reconcile';

/**
 * The repositories that the lists of a run show and a filter leaves out by more
 * than their names, such as archived ones. Nobody looks at them; who asks is
 * told why.
 */
export class LeftOut {
  readonly #options: LeftOutOptions;
  readonly #shown = new Map<string, LeftOutRepository>();

  constructor(options: LeftOutOptions) {
    this.#options = options;
  }

  has(repository: Repository): boolean {
    return this.#shown.has(toIdentity(repository).key);
  }

  /** Notes that a list shows one. What a name alone tells is not remembered. */
  note(repository: Repository, reason: FilterReason): void {
    if (!findFilterExcludingName(this.#options.filters, repository)) {
      const identity = toIdentity(repository);
      this.#shown.set(identity.key, { ...identity, reason });
    }
  }

  /** Writes what differs; what no list shows is forgotten if all could be read. */
  async write({ areComplete }: { areComplete: boolean }): Promise<void> {
    const { leftOut } = this.#options;
    const changed = new Map(this.#shown);
    const gone: string[] = [];
    for await (const page of leftOut.readPages()) {
      for (const remembered of page) {
        const shown = this.#shown.get(remembered.key);
        if (!shown) {
          gone.push(remembered.key);
        } else if (isEqual(shown, remembered)) {
          changed.delete(remembered.key);
        }
      }
    }
    await leftOut.put([...changed.values()]);
    if (areComplete) {
      await leftOut.delete(gone);
    }
  }
}

export interface LeftOutOptions {
  readonly leftOut: LeftOutMemory;
  readonly filters: ProviderFilters;
}

function isEqual(one: LeftOutRepository, other: LeftOutRepository): boolean {
  return (
    one.projectKey === other.projectKey &&
    one.repoSlug === other.repoSlug &&
    one.reason === other.reason
  );
}
