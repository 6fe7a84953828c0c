import { InputError } from '@backstage/errors';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod';
import { isText } from './optionTypes';

/** What HTTP itself makes of a request and its connection. */
const SET_BY_HTTP = [
  ...['connection', 'content-length', 'expect', 'host', 'keep-alive'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade'],
];

/** Headers by their names. Their values are secrets, and stay out of every error. */
export const headers = z
  .record(
    z.string(),
    z.unknown(),
    'is no object; write the name of each header, a colon, and its value',
  )
  .transform((values, context) => {
    const names = Object.keys(values).map(name => name.toLowerCase());
    for (const [name, value] of Object.entries(values)) {
      const message = findFault(name, { value, names });
      if (message) {
        context.addIssue({ code: 'custom', message, path: [name] });
      }
    }
    return values as Readonly<Record<string, string>>;
  });

function findFault(
  configured: string,
  { value, names }: { value: unknown; names: readonly string[] },
): string | undefined {
  const name = configured.toLowerCase();
  if (!isValid(() => validateHeaderName(name))) {
    return 'is no name of a header; write one such as X-Access-Key';
  }
  if (SET_BY_HTTP.includes(name)) {
    return 'is a header that HTTP sets by itself; leave it out';
  }
  if (!isText(value)) {
    return 'holds no text; give it a value in quotes, or leave the header out';
  }
  if (!isValid(() => validateHeaderValue(name, value))) {
    return 'holds a character that no header may hold, such as a line break; take it out';
  }
  return names.indexOf(name) === names.lastIndexOf(name)
    ? undefined
    : 'is there more than once, since letters do not count in names of headers; leave one';
}

function isValid(validate: () => void): boolean {
  try {
    validate();
    return true;
  } catch {
    return false;
  }
}

/** Gives headers in lower case; throws where one takes the place of the credentials. */
export function toHeaders(
  configured: Readonly<Record<string, string>>,
  { key, hasCredentials }: { key: string; hasCredentials: boolean },
): Readonly<Record<string, string>> {
  const entries = Object.entries(configured).map(([name, value]) => {
    const lowerCase = name.toLowerCase();
    if (lowerCase === 'authorization' && hasCredentials) {
      throw new InputError(
        `${key}.${name} is what the token, or username and password, of this integration become; leave one of the two out`,
      );
    }
    return [lowerCase, value];
  });
  return Object.fromEntries(entries);
}
