/**
 * Builds the address of a REST resource from its path segments, each of them
 * encoded.
 *
 * @internal
 */
export function toRestUrl(
  apiBaseUrl: string,
  options: {
    segments: readonly string[];
    query?: Readonly<Record<string, string | number | undefined>>;
  },
): string {
  const path = options.segments.map(toSegment).join('/');
  const query = Object.entries(options.query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(pair => pair.map(part => encodeURIComponent(String(part))).join('='))
    .join('&');
  return `${apiBaseUrl}/${path}${query && `?${query}`}`;
}

function toSegment(segment: string): string {
  if (segment === '' || segment === '.' || segment === '..') {
    throw new Error(`"${segment}" is no segment of a REST path`);
  }
  return encodeURIComponent(segment);
}
