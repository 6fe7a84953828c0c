import { HttpRequest, HttpResponse } from '../types';

/** Makes an answer as a fetch gives it, for tests of what lies around one. */
export function answer(
  status: number,
  options: { headers?: Record<string, string>; body?: string } = {},
): HttpResponse {
  const { headers = {}, body = '' } = options;
  return {
    status,
    statusText: '',
    headers: new Headers(headers),
    body: Buffer.from(body),
  };
}

/** Makes a request, for tests of what lies around a fetch. */
export function request(options: Partial<HttpRequest> = {}): HttpRequest {
  return { url: 'https://git.example.com/rest/x', headers: {}, ...options };
}
