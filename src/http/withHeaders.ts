import { HttpFetch } from './types';

/**
 * Adds the same headers to every request.
 */
export function withHeaders(
  next: HttpFetch,
  { headers }: { headers: Readonly<Record<string, string>> },
): HttpFetch {
  return request =>
    next({ ...request, headers: { ...headers, ...request.headers } });
}
