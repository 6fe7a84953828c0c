import { InputError } from '@backstage/errors';
import { hasGlobCharacters } from './hasGlobCharacters';
import { parseCatalogPathRef } from './parseCatalogPathRef';
import { parseFileNameGlob } from './parseFileNameGlob';
import { toShownValue } from './toShownValue';
import { CatalogPath } from './types';

/**
 * Where a catalog path comes from, and who hears what is odd about it.
 *
 * @internal
 */
export interface ParseCatalogPathOptions {
  /** The whole key, for errors and warnings. */
  readonly key: string;
  readonly logger?: { warn(message: string): void };
}

/** What a backslash may stand before. */
const ESCAPES = /\\[*?[\]{}()!+@\\]/gu;

const oneDirectory =
  'catalog files are looked for in one directory, so that only the file name may be a glob, such as /catalog-info.{yaml,yml} or /.backstage/*.yaml; deeper globs are not supported yet';

/**
 * Parses a `catalogPath`: one file, or a glob for the files of one directory,
 * with an upstream-style `?at=<ref>` behind it or without.
 *
 * @remarks
 * A slash at the start may be left out, and several in a row are one. Names
 * are literal: a blank, `#`, `%` or `+` is what the file is called, and
 * nothing is URL-decoded. Refused are what is not a string or empty, a control
 * character, a segment `.` or `..`, a path that ends in a slash, a backslash
 * that does not stand before a glob character, `**`, and a glob character
 * in a directory's name.
 *
 * @internal
 */
export function parseCatalogPath(
  configured: unknown,
  options: ParseCatalogPathOptions,
): CatalogPath {
  const { key, logger } = options;
  const fail = (advice: string) =>
    new InputError(`${key} is ${toShownValue(configured)}; ${advice}`);

  if (typeof configured !== 'string') {
    throw fail('a path such as /catalog-info.yaml is wanted, in quotes');
  }
  if (configured.trim() === '') {
    throw fail('give it a path, or leave the key out for /catalog-info.yaml');
  }
  if (/\p{Cc}/u.test(configured)) {
    throw fail('leave out the line break or other control character');
  }

  const { path, at } = parseCatalogPathRef(configured, { key });
  const segments = path.split('/').filter(segment => segment !== '');
  const fileName = segments.at(-1);
  const directories = segments.slice(0, -1);

  if (fileName === undefined || path.endsWith('/')) {
    throw fail('name a file behind the last slash');
  }
  if (segments.some(segment => segment === '.' || segment === '..')) {
    throw fail('write the path from the root on, without . and ..');
  }
  if (path.replace(ESCAPES, '').includes('\\')) {
    throw fail('put / between directories, not a backslash');
  }
  if (directories.some(hasGlobCharacters) || path.includes('**')) {
    throw fail(
      `${oneDirectory}. Put a backslash before a character that belongs to a directory's name`,
    );
  }
  if (at) {
    logger?.warn(
      `${key} holds ${at.query}: catalog files are read on ${at.ref} in every repository, not on its default branch. This is understood for the sake of configuration that exists.`,
    );
  }
  return {
    configured,
    directory: directories.join('/').replace(/\\(.)/gsu, '$1'),
    ...parseFileNameGlob(fileName, { key }),
    ...(at && { at }),
  };
}
