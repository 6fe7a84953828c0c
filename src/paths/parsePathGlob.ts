import { InputError } from '@backstage/errors';
import { braceExpand, Minimatch } from 'minimatch';
import { findGlobFault } from './findGlobFault';
import { toShownText } from './toShownText';

/**
 * A path with wildcards or without, from the root of a repository on. Brace
 * sets are resolved: each alternative is a pattern of its own.
 */
export interface PathPattern {
  /** The pattern as it is written, without a slash at its ends. */
  readonly text: string;
  /** What stands before the first wildcard, directory by directory. */
  readonly directories: readonly string[];
  /** Whether a wildcard stands for a directory. */
  readonly isAcrossDirectories: boolean;
  /** The last part; undefined where it is a glob. */
  readonly fileName?: string;
  /** All of it; undefined where a part is a glob. */
  readonly exactPath?: string;
  /** Whether a path, without a leading slash, is meant. */
  readonly matches: (path: string) => boolean;
}

interface ParsePathGlobOptions {
  /** The whole key, for errors. */
  readonly key: string;
  /**
   * A pattern of a directory may end in `/`, `/*` or `/**`, which all mean the
   * directory, and its wildcards match a first dot.
   */
  readonly kind: 'file' | 'directory';
}

/** The first of the control characters that take the place of escapes. */
const STAND_IN = 0x80;

const MAX_ALTERNATIVES = 100;
/** What git and most file systems have as the most. */
const MAX_LENGTH = 4096;
/** The longest name that file systems know; a pushed tree could hold longer. */
const MAX_NAME_LENGTH = 255;

/** What a backslash may stand before, with it. */
const ESCAPES = /\\[*?[\]{}()!+@,\\]/gu;

/**
 * Parses a path with or without wildcards, from the root of a repository on.
 *
 * @remarks
 * A slash at the start may be left out, and several in a row are one. `*`,
 * `?`, `[abc]`, `{a,b}` and extended sets such as `+(a|b)` stay within one
 * part, but for a brace set with a slash in it; `**` as a part of its own
 * stands for any directories, also for none. A wildcard does not match a
 * name's first dot, so `*.yaml` leaves `.pre-commit-config.yaml` alone;
 * `.*.yaml` matches it. Nor does a pattern with a wildcard match a path with a
 * part of more than 255 characters, which could take seconds. A backslash makes
 * one of these characters literal, and so does a brace set without a comma.
 * Refused are what {@link findGlobFault}
 * finds, a control character, a segment `.` or `..`, and any other backslash,
 * with the brace sets resolved.
 */
export function parsePathGlob(
  path: string,
  options: ParsePathGlobOptions,
): PathPattern[] {
  const fail = (advice: string) =>
    new InputError(`${options.key} is ${toShownText(path)}; ${advice}`);
  const problem = findPathProblem(path);
  if (problem) {
    throw fail(problem);
  }
  const alternatives = expandBraces(path, { most: MAX_ALTERNATIVES });
  if (alternatives.length > MAX_ALTERNATIVES) {
    throw fail(
      `its brace sets stand for more than ${MAX_ALTERNATIVES} paths: use a wildcard`,
    );
  }
  const fault = alternatives.length
    ? alternatives.map(each => findFault(each, options)).find(Boolean)
    : 'a brace set wants a name in it';
  if (fault) {
    throw fail(fault);
  }
  return alternatives.map(each => toPattern(each, options));
}

/**
 * Resolves the brace sets of a glob that holds no control character; gives one
 * above `most` where there are more. What has a backslash before it keeps both.
 * minimatch's own expansion drops the backslash of some, and they would count
 * again.
 */
export function expandBraces(
  glob: string,
  { most }: { most: number },
): string[] {
  const escapes = [...new Set(glob.match(/\\./gsu))];
  const hidden = glob.replace(/\\./gsu, each =>
    String.fromCharCode(STAND_IN + escapes.indexOf(each)),
  );
  const alternatives = braceExpand(hidden, { braceExpandMax: most + 1 });
  return [...new Set(alternatives)].map(alternative =>
    alternative.replace(
      /\p{Cc}/gu,
      char => escapes[char.charCodeAt(0) - STAND_IN] ?? char,
    ),
  );
}

function toPattern(
  alternative: string,
  { kind }: ParsePathGlobOptions,
): PathPattern {
  const segments = alternative.split('/').filter(Boolean);
  while (kind === 'directory' && /^\*+$/.test(segments.at(-1) ?? '')) {
    segments.pop();
  }
  const text = segments.join('/');
  const glob = new Minimatch(text, {
    dot: kind === 'directory',
    nobrace: true,
    nocomment: true,
    nonegate: true,
    platform: 'linux',
  });
  const [parts = []] = glob.set;
  const prefix = toPrefix(parts);
  const isExact = prefix.exactPath !== undefined;
  return {
    text,
    ...prefix,
    matches: candidate => {
      const names = candidate.split('/');
      return (isExact || names.every(isShort)) && glob.matchOne(names, parts);
    },
  };
}

function isShort(name: string): boolean {
  return name.length <= MAX_NAME_LENGTH;
}

function toPrefix(
  parts: Minimatch['set'][number],
): Omit<PathPattern, 'text' | 'matches'> {
  const above = parts.slice(0, -1);
  const fileName = parts.at(-1);
  const wildcard = above.findIndex(part => typeof part !== 'string');
  const isAcrossDirectories = wildcard !== -1;
  const directories = isAcrossDirectories ? above.slice(0, wildcard) : above;
  return {
    directories: directories.map(String),
    isAcrossDirectories,
    ...(typeof fileName === 'string' && {
      fileName,
      ...(!isAcrossDirectories && { exactPath: parts.join('/') }),
    }),
  };
}

function findFault(
  path: string,
  { kind }: ParsePathGlobOptions,
): string | undefined {
  const problem = findPathProblem(path);
  if (problem) {
    return problem;
  }
  if (kind === 'file' && /(?:^|\/)(?:\*\*)?$/.test(path)) {
    return 'name a file behind the last slash';
  }
  if (kind === 'directory' && /^[/*]*$/.test(path)) {
    return 'this is all there is in a repository, name a directory';
  }
  const fault = findGlobFault(path);
  return (
    fault &&
    `it is not a valid glob: ${fault}; mend it, or put a backslash before a character that belongs to the name`
  );
}

function findPathProblem(path: string): string | undefined {
  if (path.length > MAX_LENGTH) {
    return `${MAX_LENGTH} characters are the most`;
  }
  if (/[\p{Cc}\p{Cs}]/u.test(path)) {
    return 'leave out the line break or other control character';
  }
  if (path.split('/').some(segment => segment === '.' || segment === '..')) {
    return 'write the path from the root on, without . and ..';
  }
  if (path.replace(ESCAPES, '').includes('\\')) {
    return 'put / between directories, not a backslash';
  }
  return undefined;
}
