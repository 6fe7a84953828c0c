/**
 * The projects that a sweep has gone into, in which letter case makes no
 * difference.
 */
export class ProjectKeySet {
  readonly #keys = new Set<string>();

  get isEmpty(): boolean {
    return this.#keys.size === 0;
  }

  has(projectKey: string): boolean {
    return this.#keys.has(projectKey.toLowerCase());
  }

  /** Notes a project; false where it has been noted before. */
  add(projectKey: string): boolean {
    const before = this.#keys.size;
    this.#keys.add(projectKey.toLowerCase());
    return this.#keys.size > before;
  }
}
