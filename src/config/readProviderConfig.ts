import {
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import {
  CatalogPath,
  CatalogRef,
  parseCatalogPath,
  parseIgnorePaths,
} from '../paths';
import { assertHost } from './assertHost';
import { providerOptions } from './options';
import { readOptions } from './readOptions';
import { ProviderSection } from './readProviderSections';
import { readSchedule } from './readSchedule';
import { toCatalogRefs } from './toCatalogRefs';

type ProviderOptions = z.infer<typeof providerOptions>;

/** Which names are taken in. An exclusion wins. */
export interface NameFilter {
  /** One of them has to match; undefined takes all in. */
  readonly include?: readonly RegExp[];
  /** None of them may match. */
  readonly exclude: readonly RegExp[];
}

/** Which projects and repositories a provider takes in. */
export interface ProviderFilters
  extends Omit<
    ProviderOptions['filters'],
    'exclude' | 'projectKey' | 'repoSlug'
  > {
  readonly projectKey: NameFilter;
  readonly repoSlug: NameFilter;
  readonly includePersonalRepos: boolean;
}

/**
 * One provider beneath `catalog.providers.bitbucketServer`: its options as they
 * are read, but for those that become something else.
 */
export interface ProviderConfig
  extends Omit<
    ProviderOptions,
    | ('branch' | 'catalogPath' | 'fallbackBranch' | 'filters' | 'host')
    | ('ignorePaths' | 'includePersonalRepos' | 'recheckAfter' | 'schedule')
  > {
  readonly id: string;
  /** Where it stands in app-config, for errors. */
  readonly key: string;
  /** The host of the integration that holds address and credentials. */
  readonly host: string;
  readonly catalogPath: CatalogPath;
  /** Where files are looked for: on the first of them that a repository has. */
  readonly refs: readonly CatalogRef[];
  /** Whether the default branch is asked for where what is read does not tell it. */
  readonly asksForDefaultBranch: boolean;
  readonly filters: ProviderFilters;
  readonly schedule: SchedulerServiceTaskScheduleDefinition;
  /** How old an answer may get before a run looks again for no other reason; undefined leaves that to each run. */
  readonly recheckAfterMs?: number;
}

interface ReadProviderConfigOptions {
  readonly integrationHosts: readonly string[];
  readonly logger?: { warn(message: string): void };
}

/**
 * Reads one provider.
 *
 * @remarks
 * Rules that go across keys: with `validateLocationsExist: false` nobody looks
 * into a repository, so there is no fallback for a branch that is not there.
 * `branch`, `fallbackBranch` and a `?at=` in `catalogPath` are held against
 * each other, and so are `catalogPath` and `ignorePaths`.
 */
export function readProviderConfig(
  provider: ProviderSection,
  options: ReadProviderConfigOptions,
): ProviderConfig {
  const { id, key } = provider;
  const read = readOptions(providerOptions, provider);
  const { branch, fallbackBranch, ignorePaths, ...others } = read;
  const { filters, includePersonalRepos, recheckAfter, ...passedOn } = others;
  const { projectKey, repoSlug, exclude, ...otherFilters } = filters;
  const host = toHost(read.host, { ...options, key: `${key}.host` });
  const { catalogPath, at } = parseCatalogPath(read.catalogPath, {
    key: `${key}.catalogPath`,
    ignored: parseIgnorePaths(ignorePaths, { key: `${key}.ignorePaths` }),
    logger: options.logger,
  });
  const refs = toCatalogRefs({ branch, fallbackBranch }, { key, at });
  if (!read.validateLocationsExist && refs.length > 1) {
    throw new InputError(
      `${key}.validateLocationsExist is false, and ${key}.fallbackBranch is set, while only looking tells which repositories lack the branch; leave one of the two out`,
    );
  }
  return {
    ...passedOn,
    id,
    key,
    host,
    catalogPath,
    refs,
    asksForDefaultBranch: branch === undefined,
    filters: {
      ...otherFilters,
      projectKey: { include: projectKey, exclude: exclude.projectKey },
      repoSlug: { include: repoSlug, exclude: exclude.repoSlug },
      includePersonalRepos,
    },
    schedule: readSchedule(provider),
    recheckAfterMs: recheckAfter,
  };
}

/** Upper or lower case; left out, it is that of the one integration there is. */
function toHost(
  configured: string | undefined,
  options: { key: string; integrationHosts: readonly string[] },
): string {
  const { key, integrationHosts } = options;
  const there = integrationHosts.join(', ') || 'none';
  if (configured === undefined) {
    const [only, ...others] = integrationHosts;
    if (only === undefined || others.length > 0) {
      throw new InputError(
        `${key} is missing, and can only be filled in where integrations.bitbucketServer has exactly one host (there: ${there}); name a host, and add it there if need be`,
      );
    }
    return only;
  }
  const host = configured.toLowerCase();
  assertHost(host, { key });
  if (!integrationHosts.includes(host)) {
    throw new InputError(
      `${key} is '${configured}', and integrations.bitbucketServer has no such host (there: ${there}); add it there, or name one of those`,
    );
  }
  return host;
}

/** The name by which the catalog knows a provider, and its location key. */
export function toProviderName({ id }: Pick<ProviderConfig, 'id'>): string {
  return `bitbucketServer-provider:${id}`;
}
