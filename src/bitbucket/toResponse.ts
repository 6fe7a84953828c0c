import { HttpResponse } from '../http';

/** A `Response` refuses a body with these. */
const BODILESS = [204, 205, 304];

/**
 * Makes a global `Response` of an answer that has been read to its end.
 */
export function toResponse(
  { status, statusText, headers, body }: HttpResponse,
  { url }: { url: string },
): Response {
  const response = new Response(BODILESS.includes(status) ? null : body, {
    status,
    statusText,
    headers: [...headers],
  });
  // No constructor takes it.
  return Object.defineProperty(response, 'url', { value: url });
}
