/** A file may go back to what it was before; a server's own ids do so every time. */
const ENOUGH = 3;
const MAX_KEPT = 1_000;

/**
 * Finds out whether a server lists contents by other ids than git's.
 *
 * @remarks
 * Then a listing says one id, a read another, and the next listing the first
 * one again, over and over.
 */
export class ForeignIds {
  /** What was listed before a read showed something else, by file. */
  readonly #listedBeforeRead = new Map<string, string>();
  readonly #returns = new Map<string, number>();
  #isFound = false;

  /** Notes that a read has shown another content than was known. */
  noteRead(fileKey: string, { known }: { known: string }): void {
    if (!this.#isFound && this.#listedBeforeRead.size < MAX_KEPT) {
      this.#listedBeforeRead.set(fileKey, known);
    }
  }

  /** Notes that a listing has, and tells the one time that there is no doubt left. */
  noteListing(fileKey: string, { listed }: { listed: string }): boolean {
    if (this.#isFound || this.#listedBeforeRead.get(fileKey) !== listed) {
      return false;
    }
    const returns = (this.#returns.get(fileKey) ?? 0) + 1;
    this.#returns.set(fileKey, returns);
    this.#isFound = returns >= ENOUGH;
    return this.#isFound;
  }
}
