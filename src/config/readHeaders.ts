import { InputError } from '@backstage/errors';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { ConfigSection } from './ConfigSection';

/** What HTTP itself makes of a request and its connection. */
const SET_BY_HTTP = [
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * Reads the `headers` of an integration, which go with every request; none by
 * default. Their names become lower case.
 *
 * @remarks
 * Their values are secrets, and stay out of every error.
 *
 * @internal
 */
export function readHeaders(
  integration: ConfigSection,
  { hasCredentials }: { hasCredentials: boolean },
): Readonly<Record<string, string>> {
  const headers = integration.readValue('headers') ?? {};
  const key = integration.keyOf('headers');
  if (typeof headers !== 'object' || Array.isArray(headers)) {
    throw new InputError(
      `${key} is no object; write the name of each header, a colon, and its value`,
    );
  }
  const names = Object.keys(headers).map(name => name.toLowerCase());
  return Object.fromEntries(
    Object.entries(headers).map(([configured, value]: [string, unknown]) => {
      const name = configured.toLowerCase();
      const reason = findFault(name, { value, hasCredentials });
      if (reason) {
        throw new InputError(`${key}.${configured} ${reason}`);
      }
      if (names.indexOf(name) !== names.lastIndexOf(name)) {
        throw new InputError(
          `${key}.${configured} is there more than once, since letters do not count in names of headers; leave one`,
        );
      }
      return [name, value as string];
    }),
  );
}

function findFault(
  name: string,
  { value, hasCredentials }: { value: unknown; hasCredentials: boolean },
): string | undefined {
  if (!isValid(() => validateHeaderName(name))) {
    return 'is no name of a header; write one such as X-Access-Key';
  }
  if (SET_BY_HTTP.includes(name)) {
    return 'is a header that HTTP sets by itself; leave it out';
  }
  if (name === 'authorization' && hasCredentials) {
    return 'is what the token, or username and password, of this integration become; leave one of the two out';
  }
  if (typeof value !== 'string' || value.trim() === '') {
    return 'holds no text; give it a value in quotes, or leave the header out';
  }
  return isValid(() => validateHeaderValue(name, value))
    ? undefined
    : 'holds a character that no header may hold, such as a line break; take it out';
}

function isValid(validate: () => void): boolean {
  try {
    validate();
    return true;
  } catch {
    return false;
  }
}
