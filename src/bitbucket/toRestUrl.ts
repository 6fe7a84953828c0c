import { InputError } from '@backstage/errors';

/**
 * Builds the address of a REST resource from its path segments, each of them
 * encoded.
 */
export function toRestUrl(
  apiBaseUrl: string,
  options: {
    segments: readonly string[];
    query?: Readonly<Record<string, string | number | undefined>>;
  },
): string {
  const path = options.segments.map(toSegment).join('/');
  const query = Object.entries(options.query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(pair => pair.map(part => encodeURIComponent(String(part))).join('='))
    .join('&');
  return `${apiBaseUrl}/${path}${query && `?${query}`}`;
}

/**
 * What other parts of the REST API stand below, next to the one that is asked
 * for most.
 */
export function toRestRoot(apiBaseUrl: string): string {
  const [, root] = /^(.*\/rest)\/api\/[^/]+\/*$/.exec(apiBaseUrl) ?? [];
  if (root === undefined) {
    throw new InputError(
      `apiBaseUrl ${apiBaseUrl} does not end as /rest/api/1.0 does, so nothing beside it can be asked for`,
    );
  }
  return root;
}

function toSegment(segment: string): string {
  if (segment === '' || segment === '.' || segment === '..') {
    throw new Error(`"${segment}" is no segment of a REST path`);
  }
  return encodeURIComponent(segment);
}
