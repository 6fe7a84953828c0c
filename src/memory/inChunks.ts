/** Far below what one statement may hold on any database. */
const CHUNK = 200;

/**
 * Takes a list in pieces that fit into one statement.
 */
export function* inChunks<T>(
  items: readonly T[],
): Generator<readonly T[], void> {
  if (items.length <= CHUNK) {
    if (items.length > 0) {
      yield items;
    }
    return;
  }
  for (let start = 0; start < items.length; start += CHUNK) {
    yield items.slice(start, start + CHUNK);
  }
}
