import { promisify } from 'node:util';

/** One statement on so many rows takes some milliseconds. */
const CHUNK = 500;

/** Takes a list in pieces for one statement each, and lets others in between two. */
export async function* inChunks<T>(
  items: readonly T[],
  { size = CHUNK }: { size?: number } = {},
): AsyncGenerator<readonly T[], void> {
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) {
      await nextTurn();
    }
    yield items.slice(start, start + size);
  }
}

/** Lets all else have its turn: SQLite answers at once, however many statements follow. */
export const nextTurn = promisify(setImmediate);
