import type { ProviderRig } from './ProviderRig';

const TARGET = /projects\/([^/]*)\/repos\/([^/]*)\/browse\/([^?]*)/;

/**
 * Watches a catalog while repositories of the server change their names:
 * whether a Location goes whose file is still there, and whether a repository
 * ends up in the catalog under none of the names that it has had.
 */
export class NamesWatch {
  /** What went wrong so far. */
  readonly lost: string[] = [];
  readonly #rig: ProviderRig;
  /** The addresses that each repository has had, by its number. */
  readonly #history = new Map<number, Set<string>>();
  #held: ReadonlySet<string>;

  /** Begins with what the catalog holds. */
  constructor(options: { rig: ProviderRig }) {
    this.#rig = options.rig;
    this.#held = new Set(this.#rig.catalog.targets);
    for (const [id, address] of this.#findAddresses()) {
      if (this.#held.has(address)) {
        this.#history.set(id, new Set([address]));
      }
    }
    this.#rig.catalog.afterMutation = () => this.#compare();
  }

  /** Notes the names that repositories have now; to be called after a change. */
  noteNames(): void {
    for (const [id, address] of this.#findAddresses()) {
      this.#history.get(id)?.add(address);
    }
  }

  /** Notes whose repositories have a file, and are in the catalog by no name. */
  noteEnd(): void {
    for (const [id] of this.#findAddresses()) {
      const names = [...(this.#history.get(id) ?? [])];
      if (names.length > 0 && !names.some(name => this.#held.has(name))) {
        this.lost.push(`at the end: ${names.map(toName).join(', ')}`);
      }
    }
  }

  /** The targets that the catalog should have now, in order. */
  findTargets(): string[] {
    return this.#findAddresses()
      .map(([, address]) => address)
      .filter(address => address.endsWith('catalog-info.yaml'))
      .sort();
  }

  #compare(): void {
    const now = new Set(this.#rig.catalog.targets);
    const live = new Map(
      this.#findAddresses().map(([id, address]) => [address, id]),
    );
    for (const target of this.#held) {
      const id = live.get(target);
      // One that was not there before is nobody's loss.
      if (!now.has(target) && id !== undefined && this.#history.has(id)) {
        this.lost.push(`meanwhile: ${toName(target)}`);
      }
    }
    this.#held = now;
  }

  /** The address of each repository that has a file, with its number. */
  #findAddresses(): [number, string][] {
    const { standIn } = this.#rig;
    return standIn.model
      .projects()
      .flatMap(({ key }) => standIn.model.repositoriesOf(key))
      .flatMap(({ id, project, slug, branches, defaultBranch = '' }) =>
        [...(branches[defaultBranch]?.list() ?? [])].map(
          (path): [number, string] => [
            id,
            `${standIn.baseUrl}/projects/${project}/repos/${slug}/browse/${path}`,
          ],
        ),
      );
  }
}

/** The name in the address of a file. */
export function toName(target: string): string {
  const [, projectKey, repoSlug] = TARGET.exec(target) ?? [];
  return `${projectKey}/${repoSlug}`;
}
