import { LRUCache } from 'lru-cache';

/** A file may go back to what it was before; a server's own ids do so every time. */
const ENOUGH = 3;
/** Of what is noted beyond so many files, the oldest is forgotten. */
const MAX_KEPT = 10_000;

/**
 * Finds out whether a server lists contents by other ids than git's. Then a
 * listing says one id, a read another, and the next listing the first one
 * again, over and over.
 */
export class ForeignIds {
  readonly #files = new LRUCache<string, FileIds>({ max: MAX_KEPT });
  #isFound = false;

  /** Notes that a read has shown another content than was known. */
  noteRead(fileKey: string, { known }: { known: string }): void {
    if (!this.#isFound) {
      const returns = this.#files.get(fileKey)?.returns ?? 0;
      this.#files.set(fileKey, { listedBeforeRead: known, returns });
    }
  }

  /** Notes that a listing has, and tells the one time that there is no doubt left. */
  noteListing(fileKey: string, { listed }: { listed: string }): boolean {
    const file = this.#files.get(fileKey);
    if (this.#isFound || file?.listedBeforeRead !== listed) {
      return false;
    }
    const returns = file.returns + 1;
    this.#files.set(fileKey, { ...file, returns });
    this.#isFound = returns >= ENOUGH;
    return this.#isFound;
  }
}

interface FileIds {
  readonly listedBeforeRead: string;
  /** How often a listing has shown that again. */
  readonly returns: number;
}
