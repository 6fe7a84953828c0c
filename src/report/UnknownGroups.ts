/** So many are named where several are unknown alike. */
const MAX_NAMES = 5;

/** Several things that stayed unknown for one and the same cause. */
export interface UnknownGroup {
  readonly example: Error;
  readonly names: string[];
  count: number;
}

/** Groups what stayed unknown by kind of error, status and the server's own name for it. */
export class UnknownGroups {
  readonly #groups = new Map<string, UnknownGroup>();

  add(cause: Error, name: string): void {
    const { status, exceptionName } = cause as {
      status?: number;
      exceptionName?: string;
    };
    const key = [cause.name, status, exceptionName].join(' ');
    let group = this.#groups.get(key);
    if (!group) {
      group = { example: cause, names: [], count: 0 };
      this.#groups.set(key, group);
    }
    group.count += 1;
    if (group.names.length < MAX_NAMES) {
      group.names.push(name);
    }
  }

  /** All groups, the largest first. */
  sorted(): UnknownGroup[] {
    return [...this.#groups.values()].sort(
      (one, other) => other.count - one.count,
    );
  }
}
