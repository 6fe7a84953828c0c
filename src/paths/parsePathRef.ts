import { InputError } from '@backstage/errors';

/** A ref that is looked at, and what targets say of it; without both the default branch. */
export interface CatalogRef {
  /** In full, such as `refs/heads/main`, or as an upstream-style `?at=` has it. */
  readonly ref?: string;
  /** What stands behind the path in the target, with its `?`. */
  readonly query?: string;
}

export type NamedRef = CatalogRef & { readonly ref: string };

/** What git allows nowhere in the name of a ref. */
const FORBIDDEN =
  /[\s\p{Cc}\p{Cs}~^:?*[\\]|\.\.|@\{|\/\/|^\/|\/$|\.$|(?:^|\/)\.|\.lock(?:\/|$)|^@$/u;

/** Whether git takes a text for the name of a branch or another ref. */
export function isRefName(name: string): boolean {
  return name !== '' && !FORBIDDEN.test(name);
}

/**
 * Cuts an upstream-style `?at=<ref>` off a catalog path. A lone `?` is a glob's
 * wildcard for one character. `?at=` followed by something is a ref. Any other
 * `?name=` is an error: it looks like a query, and as a wildcard it would find
 * nothing.
 */
export function parsePathRef(
  configured: string,
  options: { key: string },
): { path: string; at?: NamedRef } {
  const { key } = options;
  const match = /(?<!\\)(?<query>\?(?<name>[a-z][\w.-]*)=(?<value>.*))$/isu.exec(
    configured,
  );
  if (!match?.groups) {
    return { path: configured };
  }
  const { query = '', name, value = '' } = match.groups;
  const found = `${key} is '${configured}'`;
  if (name !== 'at' || value === '') {
    throw new InputError(
      `${found}; of queries only ?at= followed by a branch is understood, leave ${query} out`,
    );
  }
  if (/[&#]/.test(value)) {
    throw new InputError(
      `${found}; nothing may follow the branch: if the & or # belongs to its name, write %26 or %23`,
    );
  }
  const ref = decodeRef(value);
  if (ref === undefined) {
    throw new InputError(
      `${found}; ${value} is not percent-encoded: write a % that belongs to the branch as %25`,
    );
  }
  if (!isRefName(ref)) {
    throw new InputError(
      `${found}; '${ref}' cannot be a branch's name (a + in a query is a blank: write it as %2B)`,
    );
  }
  return { path: configured.slice(0, match.index), at: { ref, query } };
}

function decodeRef(value: string): string | undefined {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
