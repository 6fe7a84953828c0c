import { HttpResponse, RequestLine } from '../http';

/**
 * Whether an answer is none that the REST API gives, such as the page of a
 * firewall or of a login. The API answers in JSON, also where it refuses. A
 * file and an archive are of any type, and a redirect may lead to the new name
 * of a repository.
 */
export function isForeignAnswer(
  response: HttpResponse,
  request: RequestLine & { apiBaseUrl: string },
): boolean {
  const { status, headers } = response;
  const { url, apiBaseUrl } = request;
  if (status === 204 || status === 304) {
    return false;
  }
  if (status >= 300 && status <= 399) {
    const location = headers.get('location');
    return (
      !location ||
      !URL.canParse(location, url) ||
      !new URL(location, url).href.startsWith(new URL(`${apiBaseUrl}/`).href)
    );
  }
  if (/\bjson\b/i.test(headers.get('content-type') ?? '')) {
    return false;
  }
  const isFile = /\/repos\/[^/]+\/(?:raw\/|archive\?)/.test(url);
  return !(isFile && status < 300);
}
