/** Which keys have which value. The one key of most values takes no set of its own. */
export class KeyIndex {
  readonly #keys = new Map<string, string | Set<string>>();

  add(value: string, key: string): void {
    const keys = this.#keys.get(value);
    if (keys === undefined) {
      this.#keys.set(value, key);
    } else if (typeof keys !== 'string') {
      keys.add(key);
    } else if (keys !== key) {
      this.#keys.set(value, new Set([keys, key]));
    }
  }

  remove(value: string, key: string): void {
    const keys = this.#keys.get(value);
    if (keys === key) {
      this.#keys.delete(value);
    } else if (typeof keys === 'object') {
      keys.delete(key);
      if (keys.size === 0) {
        this.#keys.delete(value);
      }
    }
  }

  get(value: string): string[] {
    const keys = this.#keys.get(value) ?? [];
    return typeof keys === 'string' ? [keys] : [...keys];
  }
}
