import { IgnoredPaths } from './parseIgnorePaths';
import { PathPattern } from './parsePathGlob';

/**
 * How catalog files are found: by browsing the directories that can hold
 * them, one request each, or where a wildcard stands for a directory, by
 * listing all files below one.
 */
export type CatalogSearch =
  | {
      readonly type: 'directories';
      readonly directories: readonly DirectorySearch[];
    }
  | {
      readonly type: 'tree';
      /** What all patterns begin with, without slashes at its ends; empty for the root. */
      readonly directory: string;
      /** Whether a path from the root on is a catalog file's. */
      readonly matches: (path: string) => boolean;
    };

/** One directory that is browsed, and the names in it that count. */
export interface DirectorySearch {
  /** Without slashes at its ends; empty for the root. */
  readonly directory: string;
  /** All names that are looked for; undefined where one is a glob. */
  readonly fileNames?: readonly string[];
  readonly matches: (fileName: string) => boolean;
}

/**
 * Chooses how the files of some patterns are found at the least cost. One
 * pattern with a wildcard for a directory needs the listing of all files, in
 * which everything else is found too. Without one, each directory that is named
 * takes one request.
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

/** Whether a pattern finds a path. A file that it names in full is found anywhere. */
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

export function isFoundBy(
  search: CatalogSearch,
  { path }: { path: string },
): boolean {
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

/** What all patterns begin with, without slashes at its ends; empty for the root. */
export function toCommonDirectory([
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
