import { distance } from 'fastest-levenshtein';
import { CatalogPath } from '../paths';

/** A name as long as three letters may differ by one. */
const SHARE_OF_NAME = 1 / 3;
const MAX_FILES = 3;

/**
 * Finds the files that are called most like those that are looked for, the
 * nearest first; none where no name comes near.
 */
export function findNearestFiles(
  paths: readonly string[],
  { catalogPath }: { catalogPath: Pick<CatalogPath, 'configured'> },
): string[] {
  const wanted = catalogPath.configured
    .map(toName)
    // A name that a glob leaves open is like any other.
    .filter(name => !name.startsWith('*'))
    .map(toLiteralName);
  return paths
    .map(path => ({ path, far: toDistance(path, { wanted }) }))
    .filter(({ far }) => far !== undefined)
    .sort(
      (one, other) =>
        one.far! - other.far! ||
        toDepth(one.path) - toDepth(other.path) ||
        (one.path < other.path ? -1 : 1),
    )
    .slice(0, MAX_FILES)
    .map(({ path }) => path);
}

/** Undefined where it is too far from all of them. */
function toDistance(
  path: string,
  { wanted }: { wanted: readonly string[] },
): number | undefined {
  const name = toName(path).toLowerCase();
  const near = wanted
    .map(each => ({ far: distance(name, each), most: toMost(each) }))
    .filter(({ far, most }) => far <= most)
    .map(({ far }) => far);
  return near.length > 0 ? Math.min(...near) : undefined;
}

function toMost(name: string): number {
  return Math.floor(name.length * SHARE_OF_NAME);
}

/** A name without what a glob leaves open in it. */
function toLiteralName(name: string): string {
  return name
    .replace(/[{[(]([^,|\]})]*)[^\]})]*[\]})]/g, '$1')
    .replace(/[*?!+@]/g, '')
    .toLowerCase();
}

function toName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function toDepth(path: string): number {
  return path.split('/').length;
}
