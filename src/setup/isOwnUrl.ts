/**
 * Whether a webhook goes to our address, letter case of the host, a port that
 * needs no mention and slashes at the end aside.
 */
export function isOwnUrl(
  url: string,
  { endpointUrl }: { endpointUrl: string },
): boolean {
  return toComparable(url) === toComparable(endpointUrl);
}

function toComparable(url: string): string {
  const text = url.trim();
  return (URL.canParse(text) ? new URL(text).href : text).replace(/\/+$/, '');
}
