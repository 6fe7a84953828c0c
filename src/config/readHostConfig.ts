import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readHeaders } from './readHeaders';
import { ConfigSection } from './ConfigSection';
import { readHostCredentials } from './readHostCredentials';
import { readHostRetryConfig } from './readHostRetryConfig';
import { ConfiguredIntegration, readIntegrations } from './readIntegrations';
import { readTls } from './readTls';
import { toDurationMs } from './toDurationMs';
import { HostConfig } from './types';

/** Longer than this no proxy waits, nor any timer where it is far longer. */
const LONGEST_TIMEOUT_MS = 60 * 60_000;
const advice =
  'write it out in full, such as https://bitbucket.example.com/rest/api/1.0';

/**
 * Reads the entry of `integrations.bitbucketServer` for a host, upper or lower
 * case: Backstage's keys, and `maxConcurrentRequests` (8), `retry`, `headers`,
 * `tls` and `repositoryHashes` (auto) next to them.
 *
 * @internal
 */
export function readHostConfig(config: Config, host: string): HostConfig {
  const all = readIntegrations(config);
  const configured = all.find(
    ({ integration }) => integration.host === host.toLowerCase(),
  );
  if (!configured) {
    const hosts = all.map(({ integration }) => integration.host).join(', ');
    throw new InputError(
      `integrations.bitbucketServer has no entry with host '${host}' (there: ${hosts || 'none'}); add one`,
    );
  }
  const apiBaseUrl = readApiBaseUrl(configured);
  const credentials = readHostCredentials(configured);
  return {
    host: configured.integration.host,
    apiBaseUrl,
    credentials,
    headers: readHeaders(configured.section, {
      hasCredentials: credentials.type !== 'none',
    }),
    tls: readTls(configured.section, { apiBaseUrl }),
    maxConcurrentRequests:
      configured.section.readNumber('maxConcurrentRequests', {
        minimum: 1,
        integer: true,
      }) ?? 8,
    timeoutMs: readTimeoutMs(configured.section) ?? 30_000,
    retry: readHostRetryConfig(configured.section),
    repositoryHashes: readRepositoryHashes(configured),
  };
}

function readTimeoutMs(section: ConfigSection): number | undefined {
  const name = 'timeout';
  const timeoutAdvice =
    'give a duration above zero and up to an hour, such as { seconds: 60 }';
  if (section.readValue(name) === undefined) {
    return undefined;
  }
  let durationMs: number;
  try {
    durationMs = toDurationMs(
      readDurationFromConfig(section.config, { key: name }),
    );
  } catch (error) {
    throw section.toError(name, timeoutAdvice, error);
  }
  if (!(durationMs > 0 && durationMs <= LONGEST_TIMEOUT_MS)) {
    throw section.toError(name, timeoutAdvice);
  }
  return durationMs;
}

function readRepositoryHashes({
  section,
}: ConfiguredIntegration): HostConfig['repositoryHashes'] {
  const name = 'repositoryHashes';
  const value = section.readString(name) ?? 'auto';
  if (value === 'auto' || value === 'off') {
    return value;
  }
  throw section.toError(name, "give 'auto' or 'off', or leave the key out");
}

function readApiBaseUrl(configured: ConfiguredIntegration): string {
  const { apiBaseUrl } = configured.integration;
  const key = configured.section.keyOf('apiBaseUrl');
  if (!URL.canParse(apiBaseUrl) || /\s/.test(apiBaseUrl)) {
    throw new InputError(
      `${key} is '${apiBaseUrl.replace(/^.*@/s, '…@')}', which is no URL; ${advice}`,
    );
  }
  const url = new URL(apiBaseUrl);
  if (url.username || url.password) {
    throw new InputError(
      `${key} holds credentials; leave them out, they stand in keys of their own`,
    );
  }
  if (!['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(
      `${key} begins with ${url.protocol}, which is not a web address; ${advice}`,
    );
  }
  if (url.search || url.hash) {
    throw new InputError(
      `${key} holds a query or a fragment; leave out what follows ${url.origin}${url.pathname}`,
    );
  }
  return apiBaseUrl;
}
