import { InputError } from '@backstage/errors';
import { IgnoredPaths } from './parseIgnorePaths';
import { parsePathGlob, PathPattern } from './parsePathGlob';
import { CatalogPath, ConfiguredPath, toCatalogPath } from './toCatalogPath';
import { NamedRef, parsePathRef } from './parsePathRef';
import { toShownText } from './toShownText';

interface ParseCatalogPathOptions {
  /** The whole key, for errors and warnings. */
  readonly key: string;
  readonly ignored: IgnoredPaths;
  readonly logger?: { warn(message: string): void };
}

/** A catalog path, and the ref that an upstream-style `?at=` behind it names. */
interface ParsedCatalogPath {
  readonly catalogPath: CatalogPath;
  readonly at?: NamedRef;
}

/**
 * Parses `catalogPath`: a path or a glob, or a list of them. A single one may
 * have an upstream-style `?at=<ref>` behind it.
 *
 * @remarks
 * Names are literal: a blank, `#`, `%` or `+` is what the file is called. What
 * is percent-encoded may be meant decoded as well. Refused are a path that
 * names no file, what {@link parsePathGlob} refuses, and a path into a
 * directory that is ignored.
 */
export function parseCatalogPath(
  configured: string | readonly string[],
  options: ParseCatalogPathOptions,
): ParsedCatalogPath {
  return typeof configured === 'string'
    ? parseSingle(configured, options)
    : { catalogPath: parseList(configured, options) };
}

function parseSingle(
  configured: string,
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
  configured: readonly string[],
  options: ParseCatalogPathOptions,
): CatalogPath {
  const { key } = options;
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

/** What would mean something else than itself in a glob. */
const GLOB_CHARACTERS = /[\\*?[\]{}()!+@,]/gu;

/**
 * Decodes what is percent-encoded in a path or glob, as a target has it;
 * undefined where nothing is. What comes out of it is literal. An encoded slash
 * stays as it is: no name holds one. So does what is no UTF-8.
 */
export function decodePath(path: string): string | undefined {
  const decoded = path.replace(/(?:%(?!2f)[0-9a-f]{2})+/giu, encoded => {
    try {
      return decodeURIComponent(encoded).replace(GLOB_CHARACTERS, '\\$&');
    } catch {
      return encoded;
    }
  });
  return decoded === path ? undefined : decoded;
}

function parseOne(configured: string, { key }: { key: string }) {
  const parsed = parsePathRef(configured, { key });
  if (/(?:^|\/)(?:\*\*)?$/.test(parsed.path)) {
    throw new InputError(
      `${key} is ${toShownText(configured)}; name a file behind the last slash`,
    );
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
      `${key} is ${toShownText(path)}, and ${refused} is left out by ignorePaths, or since it is named node_modules; name another path, or change ignorePaths`,
    );
  }
  return patterns;
}
