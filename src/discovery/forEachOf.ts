import pMap from 'p-map';

/**
 * Does some work with each item as it comes, several at once, and throws what
 * work or items throw.
 *
 * @remarks
 * p-map asks for several items ahead. Once a generator has thrown, it answers
 * the others of these questions with its end, and p-map may take that for the
 * end of everything.
 */
export async function forEachOf<T>(
  items: AsyncIterable<T>,
  options: {
    work: (item: T) => Promise<void>;
    concurrency: number;
    signal?: AbortSignal;
  },
): Promise<void> {
  const { work, concurrency, signal } = options;
  const failures: unknown[] = [];
  async function* noteFailure() {
    try {
      yield* items;
    } catch (error) {
      failures.push(error);
      throw error;
    }
  }
  await pMap(noteFailure(), work, { concurrency, signal });
  if (failures.length > 0) {
    throw failures[0];
  }
}
