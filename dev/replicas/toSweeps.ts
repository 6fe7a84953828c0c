import type { LoggedRequest } from '../standin/RequestLog';

/** What each sweep begins with. */
const FIRST_REQUEST = /\/projects\?/;
const REPOSITORY = /\/projects\/([^/]+\/repos\/[^/]+)\/browse/;

/**
 * Divides requests into sweeps, where the list of projects is asked for, and
 * gives the repositories that each has browsed, in the order of their names.
 *
 * @remarks
 * What comes before the first such request is left out. Sweeps that run side
 * by side come out with repositories missing or there twice.
 */
export function toSweeps(requests: readonly LoggedRequest[]): string[][] {
  const sweeps: string[][] = [];
  for (const { path } of requests) {
    const [, repository] = REPOSITORY.exec(path) ?? [];
    if (FIRST_REQUEST.test(path)) {
      sweeps.push([]);
    } else if (repository) {
      sweeps.at(-1)?.push(repository);
    }
  }
  return sweeps.map(repositories => repositories.sort());
}
