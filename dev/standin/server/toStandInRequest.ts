import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import type { StandInRequest } from '../types';

/**
 * Reads a request of node's server, with its body where it may have one.
 */
export async function toStandInRequest(
  message: IncomingMessage,
): Promise<StandInRequest> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) {
      headers[name] = Array.isArray(value) ? value.join(', ') : value;
    }
  }
  const { method = 'GET', url: path = '/' } = message;
  return {
    method,
    url: new URL(path.startsWith('/') ? `http://stand-in${path}` : path),
    headers,
    body: method === 'GET' ? undefined : await text(message),
  };
}
