import { Agent } from 'node:https';
import packageInfo from '../../package.json';
import { HostConfig, HostCredentials } from '../config';
import { createHttpFetch, HostBudget, HttpFetch, HttpObserver } from '../http';
import { isForeignAnswer } from './isForeignAnswer';
import { RestClient } from './RestClient';
import { toRestUrl } from './toRestUrl';

/** What is idle for longer, a firewall may have forgotten without a word. */
const LIKE_GLOBAL_AGENT = {
  keepAlive: true,
  scheduling: 'lifo',
  timeout: 5_000,
} as const;

export interface RestClientOptions {
  readonly observer?: HttpObserver;
  /** One of its own by default. */
  readonly budget?: HostBudget;
  /** What is no credential of the host and must not be repeated either. */
  readonly otherSecrets?: readonly string[];
  /** What sends a request in the end; node-fetch by default. */
  readonly transport?: HttpFetch;
}

/** Creates what asks one host, with its credentials, its headers and its pace. */
export function createRestClient(
  hostConfig: Omit<HostConfig, 'repositoryHashes'>,
  options: RestClientOptions = {},
): RestClient {
  const { apiBaseUrl, credentials, retry, tls } = hostConfig;
  const { otherSecrets = [] } = options;
  const authorization = toAuthorization(credentials);
  return new RestClient({
    apiBaseUrl,
    fetch: createHttpFetch({
      headers: {
        // Administrators look for it in the access log.
        'user-agent': `${packageInfo.name}/${packageInfo.version}`,
        ...hostConfig.headers,
        ...(authorization && { authorization }),
      },
      budget: options.budget ?? createHostBudget(hostConfig),
      timeoutMs: hostConfig.timeoutMs,
      maxRetries: retry.maxRetries,
      retryStatusCodes: retry.retryStatusCodes,
      probeUrl: toRestUrl(apiBaseUrl, { segments: ['application-properties'] }),
      isForeign: (response, { url }) =>
        isForeignAnswer(response, { url, apiBaseUrl }),
      observer: options.observer,
      transport: options.transport,
      agent: tls && new Agent({ ...tls, ...LIKE_GLOBAL_AGENT }),
    }),
    secrets: [
      ...toSecrets(credentials),
      ...toHeaderSecrets(hostConfig.headers),
      ...withBase64([...otherSecrets]),
    ],
  });
}

function toAuthorization(credentials: HostCredentials): string | undefined {
  switch (credentials.type) {
    case 'token':
      return `Bearer ${credentials.token}`;
    case 'basic':
      return `Basic ${toBasic(credentials)}`;
    default:
      return undefined;
  }
}

function toBasic(credentials: { username: string; password: string }): string {
  const { username, password } = credentials;
  return Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
}

/** Each as it is and in both alphabets of Base64, whose padding may get lost on the way. */
function withBase64(secrets: string[]): string[] {
  return secrets.flatMap(secret => {
    const bytes = Buffer.from(secret, 'utf8');
    const base64 = bytes.toString('base64').replace(/=+$/, '');
    return [base64, bytes.toString('base64url'), secret];
  });
}

function toSecrets(credentials: HostCredentials): string[] {
  switch (credentials.type) {
    case 'token':
      return withBase64([credentials.token]);
    case 'basic':
      return withBase64([
        `${credentials.username}:${credentials.password}`,
        credentials.password,
      ]);
    default:
      return [];
  }
}

/** Shorter ones are no secrets, and stand in many a text. */
function toHeaderSecrets(headers: HostConfig['headers'] = {}): string[] {
  return Object.values(headers)
    .flatMap(value => [value, ...withoutScheme(value)])
    .filter(({ length }) => length >= 8);
}

/** What stands behind a scheme, as in `Bearer <token>`, and in its Base64. */
function withoutScheme(value: string): string[] {
  const [, scheme, credentials] = /^(\w+) +(\S+)$/.exec(value) ?? [];
  if (scheme === undefined || credentials === undefined) {
    return [];
  }
  if (scheme.toLowerCase() !== 'basic') {
    return withBase64([credentials]);
  }
  const pair = Buffer.from(credentials, 'base64').toString('utf8');
  return withBase64([pair, pair.slice(pair.indexOf(':') + 1)]);
}

export function createHostBudget(
  hostConfig: Pick<HostConfig, 'maxConcurrentRequests' | 'retry'>,
): HostBudget {
  const { maxConcurrentRequests, retry } = hostConfig;
  const { maxApiRequestsPerMinute } = retry;
  return new HostBudget({ maxConcurrentRequests, maxApiRequestsPerMinute });
}
