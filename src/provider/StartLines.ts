/**
 * The first lines that the runs of a process have had.
 */
export class StartLines {
  #last?: string;

  /** Whether a line differs from that of the run before. */
  isNew(line: string): boolean {
    const isNew = line !== this.#last;
    this.#last = line;
    return isNew;
  }
}
