import { Config, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { BitbucketServerIntegrationConfig } from '@backstage/integration';
import { z } from 'zod';
import { assertSecretText } from './assertSecretText';
import { integrationOptions } from './options';
import { Integration, readIntegrations } from './readIntegrations';
import { readOptions } from './readOptions';
import { toHeaders } from './toHeaders';
import { TlsConfig, toTls } from './toTls';

const hostOptions = integrationOptions.omit({ reads: true });
type HostOptions = z.infer<typeof hostOptions>;

export type HostCredentials =
  | { readonly type: 'token'; readonly token: string }
  | {
      readonly type: 'basic';
      readonly username: string;
      readonly password: string;
    }
  | { readonly type: 'none' };

/** One entry of `integrations.bitbucketServer`: how a host is reached, and how far used. */
export interface HostConfig
  extends Omit<HostOptions, 'headers' | 'timeout' | 'tls'> {
  readonly host: string;
  /** The REST API's base, without a slash at its end, such as `https://host/rest/api/1.0`. */
  readonly apiBaseUrl: string;
  readonly credentials: HostCredentials;
  /** How long one attempt may take, body included. */
  readonly timeoutMs: number;
  /** What goes with every request, by names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined takes what Node has. */
  readonly tls?: TlsConfig;
}

/**
 * Reads the entry of `integrations.bitbucketServer` for a host, upper or lower
 * case: Backstage's keys, and ours next to them but for `reads`.
 */
export function readHostConfig(config: Config, host: string): HostConfig {
  const all = readIntegrations(config);
  const found = all.find(each => each.host === host.toLowerCase());
  if (!found) {
    const hosts = all.map(each => each.host).join(', ');
    throw new InputError(
      `integrations.bitbucketServer has no entry with host '${host}' (there: ${hosts || 'none'}); add one`,
    );
  }
  const { key } = found;
  const apiBaseUrl = readApiBaseUrl(found);
  const credentials = readCredentials(found);
  const options = readOptions(hostOptions, found);
  const { timeout, headers, tls, ...passedOn } = options;
  return {
    ...passedOn,
    host: found.host,
    apiBaseUrl,
    credentials,
    timeoutMs: timeout,
    headers: toHeaders(headers, {
      key: `${key}.headers`,
      hasCredentials: credentials.type !== 'none',
    }),
    tls: toTls(tls, { key, apiBaseUrl }),
  };
}

/** Maps an integration to how its host is asked, with defaults for what it does not hold. */
export function toHostConfig(
  integration: BitbucketServerIntegrationConfig,
): HostConfig {
  const { host, apiBaseUrl, token, username, password } = integration;
  const entry = { host, apiBaseUrl, token, username, password };
  return readHostConfig(
    new ConfigReader({ integrations: { bitbucketServer: [entry] } }),
    host,
  );
}

function readApiBaseUrl({ key, integration }: Integration): string {
  const { apiBaseUrl } = integration;
  const advice =
    'write it out in full, such as https://bitbucket.example.com/rest/api/1.0';
  const refuse = (words: string) => new InputError(`${key}.apiBaseUrl ${words}`);
  if (!URL.canParse(apiBaseUrl) || /\s/.test(apiBaseUrl)) {
    const shown = apiBaseUrl.replace(/^.*@/s, '…@');
    throw refuse(`is '${shown}', which is no URL; ${advice}`);
  }
  const url = new URL(apiBaseUrl);
  if (url.username || url.password) {
    throw refuse(
      'holds credentials; leave them out, they stand in keys of their own',
    );
  }
  if (!['http:', 'https:'].includes(url.protocol)) {
    throw refuse(
      `begins with ${url.protocol}, which is not a web address; ${advice}`,
    );
  }
  if (url.search || url.hash) {
    throw refuse(
      `holds a query or a fragment; leave out what follows ${url.origin}${url.pathname}`,
    );
  }
  return apiBaseUrl;
}

/**
 * The token if there is one, else username and password together, else
 * nothing. A half of a pair, or a token of blanks alone, would go unnoticed
 * until the server answers less than it holds; so it is an error.
 */
function readCredentials({ key, integration }: Integration): HostCredentials {
  const { token, username, password } = integration;
  if (token) {
    assertSecretText(token, { key: `${key}.token`, inHeader: true });
    return { type: 'token', token };
  }
  if (username && password) {
    assertSecretText(username, {
      key: `${key}.username`,
      never: { character: ':', why: 'at which Basic authentication ends it' },
    });
    assertSecretText(password, { key: `${key}.password` });
    return { type: 'basic', username, password };
  }
  if (username || password) {
    const [there, missing] = username
      ? ['username', 'password']
      : ['password', 'username'];
    throw new InputError(
      `${key}.${missing} is missing, and ${key}.${there} is there; give both, or a token`,
    );
  }
  if (token !== undefined) {
    throw new InputError(
      `${key}.token holds nothing but blanks; give it a value, or leave the key out`,
    );
  }
  return { type: 'none' };
}
