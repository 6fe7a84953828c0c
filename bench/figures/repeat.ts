/**
 * Makes the same sweep several times, one after the other.
 */
export async function repeat<T>(
  times: number,
  make: () => Promise<T>,
): Promise<T[]> {
  const made: T[] = [];
  while (made.length < times) {
    made.push(await make());
  }
  return made;
}
