import { isOlderVersion } from '../bitbucket';
import { ProviderConfig } from '../config';

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

/**
 * Says which options of a provider the server is too old for, a line each;
 * nothing where its version says nothing.
 */
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
