import { isOlderVersion, Server } from '../bitbucket';
import { HostConfig, ProviderConfig } from '../config';
import { describeLimits, describeScope } from './describeScope';

/** Says in a line what a run discovers: where, on what server, as whom, with what budget. */
export function describeStart(options: {
  config: ProviderConfig;
  hostConfig: HostConfig;
  /** Undefined where the server did not say what it is. */
  server?: Server;
}): string {
  const { config, hostConfig, server } = options;
  const version = server ? ` (${server.displayName} ${server.version})` : '';
  const { maxConcurrentRequests, retry } = hostConfig;
  const perMinute = retry.maxApiRequestsPerMinute;
  return [
    `discovering ${describeScope(config)}${version} ${toUser(hostConfig, {
      server,
    })}`,
    ...describeLimits(config),
    `at most ${toCount(maxConcurrentRequests, 'request')} at once`,
    perMinute === undefined
      ? 'no limit a minute'
      : `at most ${perMinute} a minute`,
  ].join(', ');
}

/** The server knows best; it names nobody where it is asked by nobody. */
function toUser(
  { credentials }: HostConfig,
  { server }: { server?: Server },
): string {
  if (server?.userName !== undefined) {
    return `as ${server.userName}`;
  }
  switch (credentials.type) {
    case 'basic':
      return `as ${credentials.username}`;
    case 'token':
      return 'with a token';
    default:
      return 'without credentials';
  }
}

function toCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** An option that older servers know nothing of. */
interface DemandingOption {
  readonly key: string;
  /** The first version that knows it: major and minor. */
  readonly since: readonly [major: number, minor: number];
  readonly isUsed: (config: ProviderConfig) => boolean;
  /** What happens on a server before that. */
  readonly otherwise: string;
}

const OPTIONS: readonly DemandingOption[] = [
  {
    key: 'filters.skipArchivedRepos',
    since: [8, 0],
    isUsed: ({ filters }) => filters.skipArchivedRepos,
    otherwise: 'no repository counts as archived before that',
  },
];

/** Says which options the server is too old for, a line each, as its version tells. */
export function describeTooOld(options: {
  version: string;
  config: ProviderConfig;
}): string[] {
  const { version, config } = options;
  return OPTIONS.filter(
    ({ since, isUsed }) =>
      isUsed(config) && isOlderVersion(version, { than: since }),
  ).map(
    ({ key, since, otherwise }) =>
      `${key} needs Bitbucket ${since.join('.')} or newer, and ${
        config.host
      } is ${version}: ${otherwise}`,
  );
}
