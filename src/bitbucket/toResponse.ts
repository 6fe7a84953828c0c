import { HttpResponse } from '../http';

/** A `Response` refuses a body with these. */
const BODILESS = [204, 205, 304];
/** It has no other status, where some proxies answer with 999. */
const ALLOWED = { least: 200, most: 599 };
const SERVER_ERROR = 500;

/**
 * Makes a global `Response` of an answer that has been read to its end.
 */
export function toResponse(
  { status, statusText, headers, body }: HttpResponse,
  { url }: { url: string },
): Response {
  const response = new Response(BODILESS.includes(status) ? null : body, {
    status:
      status >= ALLOWED.least && status <= ALLOWED.most ? status : SERVER_ERROR,
    statusText,
    headers: [...headers],
  });
  // No constructor takes these.
  return Object.defineProperties(response, {
    url: { value: url },
    status: { value: status },
  });
}
