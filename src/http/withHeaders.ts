import type { Agent } from 'node:http';
import { HttpFetch } from './types';

/** Adds the same headers to every request, and sends it through the host's agent. */
export function withHeaders(
  next: HttpFetch,
  options: { headers: Readonly<Record<string, string>>; agent?: Agent },
): HttpFetch {
  const { headers, agent } = options;
  return request =>
    next({ ...request, agent, headers: { ...headers, ...request.headers } });
}
