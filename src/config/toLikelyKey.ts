import { distance } from 'fastest-levenshtein';
import { knownKeys } from './knownKeys';

/**
 * Where a section stands: in a provider, in an integration, or in the door for
 * webhooks, and the path below, such as `filters.exclude`; empty for itself.
 *
 * @internal
 */
export interface KeyPlace {
  readonly root: KeyRoot;
  readonly path: string;
}

/**
 * What a key belongs to.
 *
 * @internal
 */
export type KeyRoot = 'provider' | 'integration' | 'webhook';

/**
 * Where each of them stands in app-config, whichever of several it is.
 *
 * @internal
 */
export const ROOT_FORMS: Readonly<Record<KeyRoot, string>> = {
  provider: 'catalog.providers.bitbucketServer.<id>',
  integration: 'integrations.bitbucketServer[]',
  webhook: 'events.modules.bitbucketServer',
};

/** Where the keys of each section stand. */
const PLACES: Readonly<Record<keyof typeof knownKeys, KeyPlace>> = {
  provider: { root: 'provider', path: '' },
  filters: { root: 'provider', path: 'filters' },
  exclude: { root: 'provider', path: 'filters.exclude' },
  labels: { root: 'provider', path: 'filters.labels' },
  schedule: { root: 'provider', path: 'schedule' },
  integration: { root: 'integration', path: '' },
  backstage: { root: 'integration', path: '' },
  retry: { root: 'integration', path: 'retry' },
  tls: { root: 'integration', path: 'tls' },
  reads: { root: 'integration', path: 'reads' },
  webhook: { root: 'webhook', path: '' },
};

/** What other modules of Backstage call it, in lower case, and where it is here. */
const ELSEWHERE_CALLED: Readonly<Record<string, string>> = {
  allowarchived: 'filters.skipArchivedRepos',
  entityfilename: 'catalogPath',
  excluderepos: 'filters.exclude.repoSlug',
  group: 'filters.projectKey',
  includearchivedrepos: 'filters.skipArchivedRepos',
  organization: 'filters.projectKey',
  path: 'catalogPath',
  project: 'filters.projectKey',
  projectpattern: 'filters.projectKey',
  projects: 'filters.projectKey',
  repository: 'filters.repoSlug',
  repositories: 'filters.repoSlug',
  skipforkedrepos: 'filters.allowForks',
  topic: 'filters.labels',
  topics: 'filters.labels',
  workspace: 'filters.projectKey',
};

interface KnownKey extends KeyPlace {
  readonly name: string;
}

const ALL: readonly KnownKey[] = Object.entries(PLACES).flatMap(
  ([section, place]) =>
    knownKeys[section as keyof typeof knownKeys].map(name => ({
      ...place,
      name,
    })),
);

/**
 * Finds the key that was likely meant by one that is not known: one of a
 * similar name, the nearest place first, or one that other modules of
 * Backstage call so.
 *
 * @remarks
 * Within its own section and below, a name may differ by a third, or by two
 * letters; elsewhere by a fourth. With `onlyExact` it may not differ elsewhere
 * at all, nor be another module's.
 *
 * @internal
 */
export function toLikelyKey(
  name: string,
  { at, onlyExact }: { at: KeyPlace; onlyExact?: true },
): KeyPlace | undefined {
  const typed = name.toLowerCase();
  const alias = ELSEWHERE_CALLED[typed];
  if (alias && at.root === 'provider') {
    return { root: 'provider', path: alias };
  }
  const [best] = ALL.map(known => {
    const nearness = toNearness(known, at);
    const length = known.name.length;
    const nearby = Math.min(Math.max(2, length / 3), length / 2);
    const most = nearness < FAR ? nearby : length / 4;
    return {
      known,
      nearness,
      edits: distance(typed, known.name.toLowerCase()),
      most: nearness >= FAR && onlyExact ? 0 : most,
    };
  })
    .filter(({ edits, most }) => edits <= most)
    .sort((a, b) => a.edits - b.edits || a.nearness - b.nearness);
  return best && { root: best.known.root, path: toPath(best.known) };
}

const FAR = 10;

/** 0 in the same section, then the steps down, then all that is elsewhere. */
function toNearness(known: KnownKey, at: KeyPlace): number {
  const depth = toDepth(known.path);
  if (known.root !== at.root) {
    return 2 * FAR + depth;
  }
  const isBelow =
    at.path === '' || `${known.path}.`.startsWith(`${at.path}.`);
  return isBelow ? depth - toDepth(at.path) : FAR + depth;
}

function toDepth(path: string): number {
  return path === '' ? 0 : path.split('.').length;
}

function toPath({ path, name }: KnownKey): string {
  return path === '' ? name : `${path}.${name}`;
}
