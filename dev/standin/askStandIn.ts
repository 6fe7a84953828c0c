import type { StandInBitbucket } from './StandInBitbucket';

/**
 * What a stand-in answered, with its body parsed where it is JSON.
 *
 * @internal
 */
export interface AskedAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
  json: unknown;
}

/**
 * Asks a stand-in for a path below `/rest/api/1.0`, without a socket.
 *
 * @internal
 */
export function askStandIn(
  standIn: StandInBitbucket,
  options: { path: string; headers?: Record<string, string> },
): AskedAnswer {
  const { path, headers = {} } = options;
  const { status, body, ...answer } = standIn.answer({
    method: 'GET',
    url: new URL(`${standIn.baseUrl}/rest/api/1.0${path}`),
    headers,
  });
  const isJson = answer.headers['Content-Type']?.startsWith('application/json');
  const json: unknown = isJson ? JSON.parse(body) : undefined;
  return { status, headers: answer.headers, text: body, json };
}
