import { InputError } from '@backstage/errors';
import { RepositoryName } from './types';

/** What stands behind the path; what is undefined does not. */
export type Query = Readonly<Record<string, string | number | undefined>>;

/** Builds the address of a REST resource from its path segments, each of them encoded. */
export function toRestUrl(
  apiBaseUrl: string,
  options: {
    segments: readonly string[];
    query?: Query;
    /** Which rows of a list; stands behind the query. */
    rows?: Query;
  },
): string {
  const path = options.segments.map(toSegment).join('/');
  const query = [options.query, options.rows]
    .map(toQuery)
    .filter(Boolean)
    .join('&');
  return `${apiBaseUrl}/${path}${query && `?${query}`}`;
}

function toQuery(query: Query = {}): string {
  return Object.keys(query)
    .filter(name => query[name] !== undefined)
    .map(name => [name, query[name]!].map(encodeURIComponent).join('='))
    .join('&');
}

/** Where other parts of the REST API begin, beside the one that is asked for most. */
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
    throw new InputError(`"${segment}" is no segment of a REST path`);
  }
  return encodeURIComponent(segment);
}

export function toRepositorySegments(name: RepositoryName): string[] {
  return ['projects', name.projectKey, 'repos', name.repoSlug];
}
