import { toDecoded } from './browseUrl';

/**
 * Reads as which user the server answers; undefined where it answers nobody in
 * particular. Some servers percent-encode the name, as in
 * `access-token-user%2F2%2F11754`. One that would end a line of the log is left
 * as it is.
 */
export function readUserName(headers: {
  get(name: string): string | null;
}): string | undefined {
  const name = headers.get('x-ausername');
  if (!name) {
    return undefined;
  }
  const decoded = toDecoded(name);
  return /\p{Cc}/u.test(decoded) ? name : decoded;
}
