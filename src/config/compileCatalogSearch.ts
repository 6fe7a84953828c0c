import { IgnoredPaths } from './parseIgnorePaths';
import { PathPattern } from './parsePathGlob';
import { CatalogSearch, DirectorySearch } from './types';

/**
 * Chooses how the files of some patterns are found at the least cost.
 *
 * @remarks
 * One pattern with a wildcard for a directory needs the listing of all files,
 * in which everything else is found too. Without one, each directory that is
 * named takes one request.
 *
 * @internal
 */
export function compileCatalogSearch(
  patterns: readonly PathPattern[],
  { ignored }: { ignored: IgnoredPaths },
): CatalogSearch {
  return patterns.some(({ isAcrossDirectories }) => isAcrossDirectories)
    ? compileTree(patterns, { ignored })
    : {
        type: 'directories',
        directories: [...groupByDirectory(patterns)].map(([directory, group]) =>
          toDirectorySearch(directory, { patterns: group, ignored }),
        ),
      };
}

function compileTree(
  patterns: readonly PathPattern[],
  { ignored }: { ignored: IgnoredPaths },
): CatalogSearch {
  const fileNames = toFileNames(patterns);
  return {
    type: 'tree',
    directory: toCommonDirectory(patterns),
    // Most paths of a large tree are out by their last part alone.
    matches: path =>
      fileNames?.has(path.slice(path.lastIndexOf('/') + 1)) !== false &&
      patterns.some(pattern => isFound(path, { pattern, ignored })),
  };
}

/**
 * Whether a path is found by a pattern. A file that it names in full is found
 * wherever it is.
 *
 * @internal
 */
export function isFound(
  path: string,
  options: { pattern: PathPattern; ignored: IgnoredPaths },
): boolean {
  const { pattern, ignored } = options;
  return (
    pattern.matches(path) &&
    (pattern.exactPath !== undefined ||
      !ignored.matches(path, { below: pattern.directories.length }))
  );
}

function groupByDirectory(
  patterns: readonly PathPattern[],
): Map<string, PathPattern[]> {
  const groups = new Map<string, PathPattern[]>();
  for (const pattern of patterns) {
    const directory = pattern.directories.join('/');
    groups.set(directory, [...(groups.get(directory) ?? []), pattern]);
  }
  return groups;
}

function toDirectorySearch(
  directory: string,
  options: { patterns: readonly PathPattern[]; ignored: IgnoredPaths },
): DirectorySearch {
  const { patterns, ignored } = options;
  const fileNames = toFileNames(patterns);
  const prefix = directory && `${directory}/`;
  return {
    directory,
    ...(fileNames && { fileNames: [...fileNames] }),
    matches: name =>
      patterns.some(pattern =>
        isFound(`${prefix}${name}`, { pattern, ignored }),
      ),
  };
}

/** The names that are looked for; undefined where one is a glob. */
function toFileNames(
  patterns: readonly PathPattern[],
): ReadonlySet<string> | undefined {
  const names = patterns.map(({ fileName }) => fileName);
  return names.every(name => name !== undefined) ? new Set(names) : undefined;
}

function toCommonDirectory([
  first,
  ...others
]: readonly PathPattern[]): string {
  const directories = first?.directories ?? [];
  const differs = directories.findIndex((directory, depth) =>
    others.some(other => other.directories[depth] !== directory),
  );
  return directories
    .slice(0, differs === -1 ? undefined : differs)
    .join('/');
}
