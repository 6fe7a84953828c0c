import { InputError } from '@backstage/errors';
import { decodePath } from './decodePath';
import { IgnoredPaths } from './parseIgnorePaths';
import { parsePathGlob, PathPattern } from './parsePathGlob';
import { parsePathRef } from './parsePathRef';
import { ConfiguredPath, toCatalogPath } from './toCatalogPath';
import { toShownValue } from './toShownValue';
import { CatalogPath, CatalogRef } from './types';

/**
 * Where a catalog path comes from, and what goes with it.
 *
 * @internal
 */
export interface ParseCatalogPathOptions {
  /** The whole key, for errors and warnings. */
  readonly key: string;
  readonly ignored: IgnoredPaths;
  readonly logger?: { warn(message: string): void };
}

/**
 * A catalog path, and the ref that an upstream-style `?at=` behind it names.
 *
 * @internal
 */
export interface ParsedCatalogPath {
  readonly catalogPath: CatalogPath;
  readonly at?: CatalogRef & { readonly ref: string };
}

/**
 * Parses `catalogPath`: a path or a glob, or a list of them. A single one may
 * have an upstream-style `?at=<ref>` behind it.
 *
 * @remarks
 * Names are literal: a blank, `#`, `%` or `+` is what the file is called. What
 * is percent-encoded may be meant decoded as well. Refused are what is no string or empty, an empty
 * list, a path that names no file, what {@link parsePathGlob} refuses, and a
 * path into a directory that is ignored.
 *
 * @internal
 */
export function parseCatalogPath(
  configured: unknown,
  options: ParseCatalogPathOptions,
): ParsedCatalogPath {
  return Array.isArray(configured)
    ? { catalogPath: parseList(configured, options) }
    : parseSingle(configured, options);
}

function parseSingle(
  configured: unknown,
  options: ParseCatalogPathOptions,
): ParsedCatalogPath {
  const { key, logger } = options;
  const { path, at } = parseOne(configured, options);
  if (at) {
    logger?.warn(
      `${key} holds ${at.query}: catalog files are read on ${at.ref} in every repository, not on its default branch. This is understood for the sake of configuration that exists; branch says the same.`,
    );
  }
  return {
    catalogPath: toCatalogPath([toConfigured(path, options)], options),
    ...(at && { at }),
  };
}

function parseList(
  configured: readonly unknown[],
  options: ParseCatalogPathOptions,
): CatalogPath {
  const { key } = options;
  if (configured.length === 0) {
    throw new InputError(
      `${key} is an empty list; give it a path, or leave the key out for /catalog-info.yaml`,
    );
  }
  const paths = configured.map((each, index) => {
    const own = { ...options, key: `${key}[${index}]` };
    const { path, at } = parseOne(each, own);
    if (at) {
      throw new InputError(
        `${own.key} holds ${at.query}; in a list of paths, set branch in its place`,
      );
    }
    return toConfigured(path, own);
  });
  return toCatalogPath(paths, options);
}

function toConfigured(
  path: string,
  options: ParseCatalogPathOptions,
): ConfiguredPath {
  return {
    path,
    patterns: parsePatterns(path, options),
    decoded: parseDecoded(path, options),
  };
}

/** What is decoded need not make sense: then nobody has meant it. */
function parseDecoded(
  path: string,
  options: ParseCatalogPathOptions,
): readonly PathPattern[] {
  const decoded = decodePath(path);
  try {
    return decoded === undefined ? [] : parsePatterns(decoded, options);
  } catch {
    return [];
  }
}

function parseOne(configured: unknown, { key }: { key: string }) {
  const fail = (advice: string) =>
    new InputError(`${key} is ${toShownValue(configured)}; ${advice}`);
  if (typeof configured !== 'string') {
    throw fail('a path such as /catalog-info.yaml is wanted, in quotes');
  }
  if (configured.trim() === '') {
    throw fail('give it a path, or leave the key out for /catalog-info.yaml');
  }
  const parsed = parsePathRef(configured, { key });
  if (/(?:^|\/)(?:\*\*)?$/.test(parsed.path)) {
    throw fail('name a file behind the last slash');
  }
  return parsed;
}

function parsePatterns(
  path: string,
  options: ParseCatalogPathOptions,
): PathPattern[] {
  const { key, ignored } = options;
  const patterns = parsePathGlob(path, { key, kind: 'file' });
  const refused = patterns
    .map(({ directories, exactPath }) =>
      ignored.findRefused(exactPath?.split('/') ?? directories),
    )
    .find(found => found !== undefined);
  if (refused !== undefined) {
    throw new InputError(
      `${key} is ${toShownValue(path)}, and ${refused} is left out by ignorePaths, or since it is named node_modules; name another path, or change ignorePaths`,
    );
  }
  return patterns;
}
