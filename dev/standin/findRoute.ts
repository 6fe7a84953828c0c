import type { Endpoint } from './endpoints/types';
import { routes, type RestRoot } from './routes';
import type { StandInRequest } from './types';

const patterns = routes.map(route => ({
  ...route,
  words: route.address.split('/'),
}));

/**
 * The endpoint of an address, with what the address says.
 */
export interface FoundRoute {
  endpoint: Endpoint;
  undescribed?: string[];
  /** The part of the REST API that it is of. */
  root: RestRoot;
  /** The address below the version of the API, decoded. */
  segments: string[];
  names: Record<string, string>;
  path: string;
}

function matchWords(
  words: string[],
  options: { segments: string[] },
): { names: Record<string, string>; path: string } | undefined {
  const { segments } = options;
  const isOpen = words.at(-1) === '**';
  const fixed = isOpen ? words.length - 1 : words.length;
  if (segments.length < fixed || (!isOpen && segments.length > fixed)) {
    return undefined;
  }
  const names: Record<string, string> = {};
  for (let index = 0; index < fixed; index += 1) {
    const word = words[index] ?? '';
    const segment = segments[index] ?? '';
    if (word.startsWith('{')) {
      names[word.slice(1, -1)] = segment;
    } else if (word !== segment) {
      return undefined;
    }
  }
  return { names, path: segments.slice(fixed).join('/') };
}

/** Decodes each segment by itself; an encoded slash or broken escape is refused. */
function toSegments(pathname: string): string[] | undefined {
  if (/%2f|%5c/i.test(pathname)) {
    return undefined;
  }
  try {
    return pathname
      .split('/')
      .filter(segment => segment !== '')
      .map(segment => decodeURIComponent(segment));
  } catch {
    return undefined;
  }
}

function isSince(
  since: string | undefined,
  { version }: { version?: string },
): boolean {
  if (since === undefined || version === undefined) {
    return true;
  }
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [sinceMajor = 0, sinceMinor = 0] = since.split('.').map(Number);
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
}

/**
 * Finds the endpoint of a request below `/rest/api/1.0`, `/rest/api/latest`, or
 * the like of another part of the REST API, as far as the server of a version
 * has it.
 *
 * @remarks
 * A slash that is encoded within a segment, or a broken escape, matches
 * nothing: the servlet container refuses it.
 */
export function findRoute(
  request: StandInRequest,
  options: {
    contextPath: string;
    /** The newest when left out. */
    version?: string;
  },
): FoundRoute | undefined {
  const prefix = options.contextPath.replace(/\/+$/, '');
  const { pathname } = request.url;
  const [, root, below] =
    /^\/rest\/([a-z]+)\/(?:1\.0|latest)(\/.*)$/.exec(
      pathname.startsWith(prefix) ? pathname.slice(prefix.length) : '',
    ) ?? [];
  const segments = below === undefined ? undefined : toSegments(below);
  if (!segments) {
    return undefined;
  }
  const ofRoot = patterns.filter(
    ({ root: of = 'api', method = 'GET', since }) =>
      of === root &&
      method === request.method &&
      isSince(since, options),
  );
  for (const { words, endpoint, undescribed, root: of = 'api' } of ofRoot) {
    const match = matchWords(words, { segments });
    if (match) {
      return { endpoint, undescribed, root: of, segments, ...match };
    }
  }
  return undefined;
}
