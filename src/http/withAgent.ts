import type { Agent } from 'node:http';
import { HttpFetch } from './types';

/**
 * Sends every request through an agent; through Node's global one where there
 * is none.
 */
export function withAgent(
  next: HttpFetch,
  { agent }: { agent?: Agent },
): HttpFetch {
  return agent ? request => next({ ...request, agent }) : next;
}
