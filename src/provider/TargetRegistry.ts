/** Who has emitted what, so that two providers that emit the same can be told apart. */
export class TargetRegistry {
  readonly #emitted = new Map<string, ReadonlySet<string>>();

  /** Notes what a provider has emitted, and gives what others emit as well. */
  note(
    providerName: string,
    entityRefs: ReadonlySet<string>,
  ): Map<string, string[]> {
    this.#emitted.set(providerName, entityRefs);
    const shared = new Map<string, string[]>();
    for (const [other, refs] of this.#emitted) {
      if (other === providerName) {
        continue;
      }
      const both = [...entityRefs].filter(ref => refs.has(ref));
      if (both.length > 0) {
        shared.set(other, both);
      }
    }
    return shared;
  }
}
