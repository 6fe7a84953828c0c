import { compileCatalogSearch, isFound } from './compileCatalogSearch';
import { IgnoredPaths } from './parseIgnorePaths';
import { PathPattern } from './parsePathGlob';
import { CatalogPath, DecodedPath } from './types';

/**
 * One value of `catalogPath`, parsed.
 *
 * @internal
 */
export interface ConfiguredPath {
  /** As it stands in app-config. */
  readonly path: string;
  readonly patterns: readonly PathPattern[];
  /** What it means percent-decoded; empty where that is nothing else. */
  readonly decoded: readonly PathPattern[];
}

/** A value, with the file that has its very name in spite of its wildcards. */
type ReadPath = ConfiguredPath & { readonly literal?: PathPattern };

/**
 * Puts the values of `catalogPath` together to what is looked for.
 *
 * @internal
 */
export function toCatalogPath(
  paths: readonly ConfiguredPath[],
  { ignored }: { ignored: IgnoredPaths },
): CatalogPath {
  const read: readonly ReadPath[] = paths.map(path => ({
    ...path,
    literal: toLiteral(path),
  }));
  const patterns = paths.flatMap(path => path.patterns);
  const exactPaths = patterns.flatMap(({ exactPath }) => exactPath ?? []);
  return {
    configured: paths.map(({ path }) => path),
    ignored: ignored.globs,
    search: compileCatalogSearch(read.flatMap(toAllPatterns), { ignored }),
    toMeant: found => toMeant(found, { read, ignored }),
    decoded: read.flatMap(path => toDecoded(path, { ignored })),
    exactPaths: [...new Set(exactPaths)],
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
