import type { IncomingMessage } from 'node:http';

import type { StandInRequest } from '../types';

/**
 * Reads a request of node's server.
 *
 * @internal
 */
export function toStandInRequest(message: IncomingMessage): StandInRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) {
      headers[name] = Array.isArray(value) ? value.join(', ') : value;
    }
  }
  const path = message.url ?? '/';
  return {
    method: message.method ?? 'GET',
    url: new URL(path.startsWith('/') ? `http://stand-in${path}` : path),
    headers,
  };
}
