import {
  CatalogSearch,
  compileCatalogSearch,
  isFound,
  isFoundBy,
} from './compileCatalogSearch';
import { IgnoredPaths } from './parseIgnorePaths';
import { PathPattern } from './parsePathGlob';

export interface CatalogPath {
  /** The values as they stand in app-config. */
  readonly configured: readonly string[];
  /** The globs below which a wildcard finds nothing. */
  readonly ignored: readonly string[];
  /** How they are found at the least cost. */
  readonly search: CatalogSearch;
  /**
   * Of the paths that were found, those that are meant: a value with wildcards
   * means the file of that very name, where there is one.
   */
  readonly toMeant: (found: readonly string[]) => readonly string[];
  /** What else may be meant by values with something percent-encoded. */
  readonly decoded: readonly DecodedPath[];
  /** What is taken to be there where nobody looks; a glob is left to the catalog's reader. */
  readonly unseenPaths: readonly string[];
}

/** A decoded value; it is meant where there is nothing under the name as it stands. */
export interface DecodedPath {
  /** Whether the value as it stands has led to one of these paths. */
  readonly isNeedless: (found: readonly string[]) => boolean;
  readonly search: CatalogSearch;
}

export interface ConfiguredPath {
  /** As it stands in app-config. */
  readonly path: string;
  readonly patterns: readonly PathPattern[];
  /** What it means percent-decoded; empty where that is nothing else. */
  readonly decoded: readonly PathPattern[];
}

/** A value, with the file that has its very name in spite of its wildcards. */
type ReadPath = ConfiguredPath & { readonly literal?: PathPattern };

/** Puts the values of `catalogPath` together to what is looked for. */
export function toCatalogPath(
  paths: readonly ConfiguredPath[],
  { ignored }: { ignored: IgnoredPaths },
): CatalogPath {
  const read: readonly ReadPath[] = paths.map(path => ({
    ...path,
    literal: toLiteral(path),
  }));
  return {
    configured: paths.map(({ path }) => path),
    ignored: ignored.globs,
    search: compileCatalogSearch(read.flatMap(toAllPatterns), { ignored }),
    toMeant: found => toMeant(found, { read, ignored }),
    decoded: read.flatMap(path => toDecoded(path, { ignored })),
    unseenPaths: [...new Set(paths.flatMap(toUnseenPaths))],
  };
}

/**
 * A name such as `[id]` that people give a directory. It is found where the
 * wildcards are looked for anyway. A brace set with a comma is none.
 */
function toLiteral({ patterns }: ConfiguredPath): PathPattern | undefined {
  const [pattern, ...others] = patterns;
  if (!pattern || others.length > 0 || pattern.exactPath !== undefined) {
    return undefined;
  }
  const exactPath = pattern.text.replace(/\\(.)/gsu, '$1');
  return { ...pattern, exactPath, matches: path => path === exactPath };
}

function toAllPatterns({ patterns, literal }: ReadPath): PathPattern[] {
  return literal ? [...patterns, literal] : [...patterns];
}

function toMeant(
  found: readonly string[],
  { read, ignored }: { read: readonly ReadPath[]; ignored: IgnoredPaths },
): readonly string[] {
  const meant = read.map(({ patterns, literal }) =>
    literal && found.some(literal.matches) ? [literal] : patterns,
  );
  return found.filter(path =>
    meant.some(each => isFoundByOne(path, { patterns: each, ignored })),
  );
}

function toDecoded(
  path: ReadPath,
  { ignored }: { ignored: IgnoredPaths },
): DecodedPath[] {
  const patterns = toAllPatterns(path);
  return path.decoded.length === 0
    ? []
    : [
        {
          isNeedless: found =>
            found.some(each => isFoundByOne(each, { patterns, ignored })),
          search: compileCatalogSearch(path.decoded, { ignored }),
        },
      ];
}

function isFoundByOne(
  path: string,
  options: { patterns: readonly PathPattern[]; ignored: IgnoredPaths },
): boolean {
  const { patterns, ignored } = options;
  return patterns.some(pattern => isFound(path, { pattern, ignored }));
}

/** Decoded, as the upstream module has it, whose configuration it mostly is. */
function toUnseenPaths({ patterns, decoded }: ConfiguredPath): string[] {
  return (decoded.length > 0 ? decoded : patterns).map(
    ({ text, exactPath }) => exactPath ?? text,
  );
}

/** Whether a catalog path finds a file, by its path from the repository's root. */
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
