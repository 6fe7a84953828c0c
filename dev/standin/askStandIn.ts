import type { StandInBitbucket } from './StandInBitbucket';

/**
 * What a stand-in answered, with its body parsed where it is JSON.
 */
export interface AskedAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
  json: unknown;
}

/**
 * Asks a stand-in for a path below `/rest/api/1.0`, without a socket.
 */
export function askStandIn(
  standIn: StandInBitbucket,
  options: {
    path: string;
    headers?: Record<string, string>;
    /** `GET` when left out. */
    method?: string;
    /** Sent as JSON. */
    body?: unknown;
  },
): AskedAnswer {
  const { path, headers = {}, method = 'GET', body: sent } = options;
  const { status, body, ...answer } = standIn.answer({
    method,
    url: new URL(`${standIn.baseUrl}/rest/api/1.0${path}`),
    headers,
    body: sent === undefined ? undefined : JSON.stringify(sent),
  });
  const isJson = answer.headers['Content-Type']?.startsWith('application/json');
  const json: unknown = isJson ? JSON.parse(body) : undefined;
  return { status, headers: answer.headers, text: body, json };
}
