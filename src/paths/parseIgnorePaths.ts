import { parsePathGlob, PathPattern } from './parsePathGlob';

/** What holds files that look like catalog files and are none. */
const DEFAULT_IGNORE_PATHS = ['**/skeleton', '**/testdata', '**/__fixtures__'];
const ALWAYS_IGNORED = ['**/node_modules'];

/** The paths below which a wildcard finds nothing. */
export interface IgnoredPaths {
  /** All globs for them, the defaults included. */
  readonly globs: readonly string[];
  /**
   * Whether a path, or a directory above it, is ignored. Its first `below`
   * directories are named by the pattern that found it, and count for nothing.
   */
  matches(path: string, options: { below: number }): boolean;
  /** Names the path in which a pattern looks in vain; undefined where it does not. */
  findRefused(segments: readonly string[]): string | undefined;
}

/**
 * Parses `ignorePaths`: globs for directories and files, from the root on. The
 * default may be overruled by naming a directory in `catalogPath`; what a user
 * has set, and `node_modules`, may not.
 */
export function parseIgnorePaths(
  configured: readonly string[] | undefined,
  { key }: { key: string },
): IgnoredPaths {
  const parse = (globs: readonly string[]) =>
    globs.flatMap(glob => parsePathGlob(glob, { key, kind: 'directory' }));
  const bindingGlobs = [...ALWAYS_IGNORED, ...(configured ?? [])];
  const otherGlobs = configured ? [] : DEFAULT_IGNORE_PATHS;
  const binding = parse(bindingGlobs);
  const all = [...binding, ...parse(otherGlobs)];

  return {
    globs: [...bindingGlobs, ...otherGlobs],
    matches: (path, { below }) =>
      toPathsAbove(path.split('/'))
        .slice(below)
        .some(each => isMatched(each, all)),
    findRefused: segments =>
      toPathsAbove(segments).find(each => isMatched(each, binding)),
  };
}

function isMatched(path: string, patterns: readonly PathPattern[]): boolean {
  return patterns.some(pattern => pattern.matches(path));
}

/** A path and all directories above it, the topmost first. */
function toPathsAbove(segments: readonly string[]): string[] {
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}
