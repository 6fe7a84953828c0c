import { InputError } from '@backstage/errors';

/**
 * Throws unless a text is a host as Backstage's integrations know it: lower
 * case, with a port where one is needed, and nothing before or behind.
 *
 * @remarks
 * What stands before an `@` may be a password, and stays out of the error.
 *
 * @internal
 */
export function assertHost(host: string, options: { key: string }): void {
  const { key } = options;
  if (host.includes('@')) {
    const rest = host.slice(host.lastIndexOf('@') + 1);
    throw new InputError(
      `${key} is '…@${rest}'; leave out everything up to the @, credentials stand in keys of their own`,
    );
  }
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(host)?.[0];
  if (scheme) {
    throw new InputError(
      `${key} is '${host}'; leave the scheme out: ${host.slice(scheme.length)}`,
    );
  }
  if (/[?#\s\\]/.test(host)) {
    throw toNoHost(host, options);
  }
  if (host.includes('/')) {
    throw new InputError(
      `${key} is '${host}'; leave the path out, a context path stands in the integration's apiBaseUrl`,
    );
  }
  if (host !== host.toLowerCase()) {
    throw new InputError(
      `${key} is '${host}'; write it in lower case, Backstage reads no other`,
    );
  }
  // An address of it has to show this very text, whatever its scheme: that is
  // how Backstage finds the integration of a catalog file.
  const shown = ['https', 'http'].map(each => toHost(`${each}://${host}`));
  const other = shown.find(each => each !== host);
  if (shown.includes(undefined)) {
    throw toNoHost(host, options);
  }
  if (other !== undefined) {
    throw new InputError(
      `${key} is '${host}', which addresses show as ${other}, so that Backstage would read no file of it; write ${other}`,
    );
  }
}

function toNoHost(host: string, { key }: { key: string }): InputError {
  return new InputError(
    `${key} is '${host}', which is no host; write a name such as bitbucket.example.com, with a port where it is neither 80 nor 443`,
  );
}

function toHost(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}
