import { CatalogPath, CatalogSearch } from './types';

/**
 * Whether a file, by its path from the root of a repository on, is one that
 * a catalog path finds.
 *
 * @internal
 */
export function matchesCatalogPath(
  path: string,
  { search, decoded, unseenPaths }: CatalogPath,
): boolean {
  return (
    unseenPaths.includes(path) ||
    [search, ...decoded.map(each => each.search)].some(each =>
      isFoundBy(each, { path }),
    )
  );
}

function isFoundBy(search: CatalogSearch, { path }: { path: string }): boolean {
  if (search.type === 'tree') {
    return search.matches(path);
  }
  const slash = path.lastIndexOf('/');
  return search.directories.some(
    ({ directory, matches }) =>
      directory === path.slice(0, Math.max(slash, 0)) &&
      matches(path.slice(slash + 1)),
  );
}
