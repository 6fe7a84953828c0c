import { distance } from 'fastest-levenshtein';
import { KeyPlace, knownSections, toPathOf } from './knownSections';

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

/** The nearness of all that is neither in the section nor beneath. */
const FAR = 10;

/**
 * Finds the key that was likely meant by one that is not known: one of a
 * similar name, the nearest place first, or one that other modules of
 * Backstage call so.
 *
 * @remarks
 * Within its own section and below, a name may differ by a third, or by two
 * letters; elsewhere by a fourth. With `onlyExact` it may not differ elsewhere
 * at all, nor be another module's.
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
  const [best] = knownSections
    .flatMap(({ names, ...place }) => {
      const nearness = toNearness(place, at);
      return names.map(known => {
        const { length } = known;
        const nearby = Math.min(Math.max(2, length / 3), length / 2);
        const farther = onlyExact ? 0 : length / 4;
        return {
          likely: { root: place.root, path: toPathOf(place.path, known) },
          nearness,
          edits: distance(typed, known.toLowerCase()),
          most: nearness < FAR ? nearby : farther,
        };
      });
    })
    .filter(({ edits, most }) => edits <= most)
    .sort((a, b) => a.edits - b.edits || a.nearness - b.nearness);
  return best?.likely;
}

/** 0 in the same section, then the steps down, then all that is elsewhere. */
function toNearness(place: KeyPlace, at: KeyPlace): number {
  const depth = toDepth(place);
  if (place.root !== at.root) {
    return 2 * FAR + depth;
  }
  const isBelow = at.path === '' || `${place.path}.`.startsWith(`${at.path}.`);
  return isBelow ? depth - toDepth(at) : FAR + depth;
}

function toDepth({ path }: KeyPlace): number {
  return path === '' ? 0 : path.split('.').length;
}
