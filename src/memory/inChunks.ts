import { promisify } from 'node:util';

/** One statement on so many rows takes some milliseconds. */
const CHUNK = 500;

/**
 * Takes a list in pieces, of which each fits into one statement by default, and
 * lets others have their turn between two of them.
 */
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

/**
 * Lets everything else that waits have its turn. SQLite answers at once, so
 * that no number of statements in a row would.
 */
export const nextTurn = promisify(setImmediate);
