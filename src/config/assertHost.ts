import { InputError } from '@backstage/errors';

/**
 * Throws unless a text is a host as Backstage's integrations know it: lower
 * case, with a port where one is needed, and nothing before or behind. What
 * stands before an `@` may be a password, and stays out of the error.
 */
export function assertHost(host: string, { key }: { key: string }): void {
  const fault = findFault(host);
  if (fault) {
    throw new InputError(`${key} is ${fault}`);
  }
}

function findFault(host: string): string | undefined {
  const noHost = `'${host}', which is no host; write a name such as bitbucket.example.com, with a port where it is neither 80 nor 443`;
  if (host.includes('@')) {
    const rest = host.slice(host.lastIndexOf('@') + 1);
    return `'…@${rest}'; leave out everything up to the @, credentials stand in keys of their own`;
  }
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(host)?.[0];
  if (scheme) {
    return `'${host}'; leave the scheme out: ${host.slice(scheme.length)}`;
  }
  if (/[?#\s\\]/.test(host)) {
    return noHost;
  }
  if (host.includes('/')) {
    return `'${host}'; leave the path out, a context path stands in the integration's apiBaseUrl`;
  }
  if (host !== host.toLowerCase()) {
    return `'${host}'; write it in lower case, Backstage reads no other`;
  }
  // An address of it has to show this very text, whatever its scheme: that is
  // how Backstage finds the integration of a catalog file.
  const urls = ['https', 'http'].map(each => `${each}://${host}`);
  if (!urls.every(url => URL.canParse(url))) {
    return noHost;
  }
  const other = urls.map(url => new URL(url).host).find(each => each !== host);
  return other === undefined
    ? undefined
    : `'${host}', which addresses show as ${other}, so that Backstage would read no file of it; write ${other}`;
}
