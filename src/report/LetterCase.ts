import { ProviderFilters } from '../config';

export type NameOption = 'projectKey' | 'repoSlug';

/** Finds out whether upper and lower case alone make a filter leave everything out. */
export class LetterCase {
  readonly #filters?: ProviderFilters;
  readonly #takenIn = new Set<NameOption>();
  readonly #near = new Map<NameOption, number>();

  constructor(options: { filters?: ProviderFilters }) {
    this.#filters = options.filters;
  }

  /** Notes a name that the filter has taken in or left out. */
  note(
    option: NameOption,
    { name, isLeftOut }: { name: string; isLeftOut: boolean },
  ): void {
    if (!isLeftOut) {
      this.#takenIn.add(option);
      return;
    }
    const patterns = this.#filters?.[option].include ?? [];
    if (patterns.some(each => ignoringCase(each).test(name))) {
      this.#near.set(option, (this.#near.get(option) ?? 0) + 1);
    }
  }

  /** How many names it would take in if case did not count; 0 where it takes any in. */
  nearMisses(option: NameOption): number {
    return this.#takenIn.has(option) ? 0 : (this.#near.get(option) ?? 0);
  }
}

function ignoringCase({ source, flags }: RegExp): RegExp {
  return new RegExp(source, `${flags.replace('i', '')}i`);
}
