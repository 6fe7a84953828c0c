import type { Viewer } from './authenticate';
import type { StandInResponse } from './types';

/**
 * What the headers of an answer tell.
 */
export interface ResponseFacts {
  /** The number of the request, for X-AREQUESTID. */
  requestNumber: number;
  /** Left out where the request was refused before anybody was signed in. */
  viewer?: Viewer;
}

/**
 * Gives the headers of every answer.
 *
 * @remarks
 * Follows the headers recorded from real servers of 6.x and 7.x: X-AUSERNAME
 * and X-AUSERID stand there only when somebody is signed in. The two
 * Cache-Control headers are joined into one.
 */
function toHeaders(options: ResponseFacts): Record<string, string> {
  const { requestNumber, viewer } = options;
  return {
    'Cache-Control': 'private, no-cache, no-cache, no-transform',
    Pragma: 'no-cache',
    Vary: 'x-ausername,x-auserid,cookie,accept-encoding',
    'X-AREQUESTID': `@STANDINx1x${requestNumber}x0`,
    'X-Content-Type-Options': 'nosniff',
    ...(viewer?.kind === 'user'
      ? { 'X-AUSERNAME': viewer.name, 'X-AUSERID': String(viewer.id) }
      : {}),
  };
}

/**
 * Gives an answer whose body is JSON.
 */
export function toJsonResponse(
  value: unknown,
  options: ResponseFacts & { status: number },
): StandInResponse {
  return {
    status: options.status,
    headers: {
      ...toHeaders(options),
      'Content-Type': 'application/json;charset=UTF-8',
    },
    body: JSON.stringify(value),
  };
}

/**
 * Gives an answer of 204.
 */
export function toEmptyResponse(options: ResponseFacts): StandInResponse {
  return { status: 204, headers: toHeaders(options), body: '' };
}

/**
 * Gives an answer that is a file.
 */
export function toFileResponse(
  content: string,
  options: ResponseFacts,
): StandInResponse {
  const type = content.includes('\0')
    ? 'application/octet-stream'
    : 'text/plain;charset=UTF-8';
  return {
    status: 200,
    headers: { ...toHeaders(options), 'Content-Type': type },
    body: content,
  };
}

/**
 * Gives the answer to an address that the server does not know, which is no
 * JSON.
 */
export function toUnknownResponse(options: ResponseFacts): StandInResponse {
  return {
    status: 404,
    headers: {
      ...toHeaders(options),
      'Content-Type': 'text/html;charset=UTF-8',
    },
    body: '<!doctype html><title>HTTP Status 404 - Not Found</title>',
  };
}
