import { isDots, parseBrowseUrl } from './browseUrl';

/** A file of a repository, as the REST API is asked for it. */
export interface FileAddress {
  /** From the root on. */
  readonly path: string;
  /** The default branch where it is left out. */
  readonly at?: string;
}

/**
 * Gives the files that a parser may mean by a path, the likeliest first.
 *
 * @remarks
 * A path may be one from the root on, a location's target, or what is cut out
 * of one: percent-encoded, with `?at=<ref>` behind it. A name with a `%` in it
 * looks encoded and may not be. So it is read as it stands first, and decoded
 * then; the other way round where `?at=` shows that it is part of an address.
 */
export function toFileAddresses(options: FileAddress): FileAddress[] {
  const target = parseBrowseUrl(options.path);
  const [, path = '', query = ''] = target
    ? ['', target.encodedPath, target.query]
    : (/^(.*?)(\?at=.*)?$/s.exec(options.path) ?? []);
  if (target || (query && options.at === undefined)) {
    const at = options.at ?? readRef(query);
    return toPaths([decode(path), path]).map(each => ({ path: each, at }));
  }
  const { at } = options;
  return toPaths([options.path, decode(options.path)]).map(each => ({
    path: each,
    at,
  }));
}

/** A `+` in it is a blank. None where nothing follows the `=`. */
function readRef(query: string): string | undefined {
  const [withoutFragment] = query.split('#', 1);
  return new URLSearchParams(withoutFragment).get('at') || undefined;
}

/** Undefined where it is not encoded, or would lead elsewhere. */
function decode(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.split('/').some(isDots) ? undefined : decoded;
  } catch {
    return undefined;
  }
}

function toPaths(paths: (string | undefined)[]): string[] {
  return [...new Set(paths)].filter(path => path !== undefined);
}
