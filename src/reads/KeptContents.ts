import { LRUCache } from 'lru-cache';

/** The contents of files that were read lately, by git's id of them. */
export class KeptContents {
  readonly #cache?: LRUCache<string, Buffer>;

  constructor(options: { keptBytes: number; keptFileBytes: number }) {
    const { keptBytes, keptFileBytes } = options;
    if (keptBytes >= 1 && keptFileBytes >= 1) {
      this.#cache = new LRUCache({
        maxSize: Math.floor(keptBytes),
        maxEntrySize: Math.floor(keptFileBytes),
        // An empty file takes up something as well.
        sizeCalculation: content => Math.max(1, content.length),
      });
    }
  }

  get(contentId: string): Buffer | undefined {
    return this.#cache?.get(contentId);
  }

  keep(contentId: string, content: Buffer): void {
    this.#cache?.set(contentId, content);
  }
}
