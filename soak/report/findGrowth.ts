import type { Stock } from './takeStock';

/** The number of repositories goes up and down, and what is compiled grows. */
const MAX_HEAP_GROWTH_MB = 16;
/** No more than the provider and the URL reader open at once. */
const MAX_SOCKET_GROWTH = 20;

/**
 * Finds what a process holds more of than it may, between two moments; a line
 * each.
 */
export function findGrowth(options: { before: Stock; after: Stock }): string[] {
  const { before, after } = options;
  const grown = (
    what: string,
    { by, most }: { by: number; most: number },
  ): string[] =>
    by > most ? [`${what} grew by ${Math.round(by)}, more than ${most}`] : [];
  return [
    ...grown('the heap, in MB,', {
      by: after.heapMb - before.heapMb,
      most: MAX_HEAP_GROWTH_MB,
    }),
    ...grown('the number of sockets at the server', {
      by: after.openSockets - before.openSockets,
      most: MAX_SOCKET_GROWTH,
    }),
    ...grown('the number of sockets of the process', {
      by: after.processSockets - before.processSockets,
      most: 2 * MAX_SOCKET_GROWTH,
    }),
  ];
}
