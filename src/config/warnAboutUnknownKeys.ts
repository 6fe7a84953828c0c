import { distance } from 'fastest-levenshtein';
import { ConfigSection } from './ConfigSection';
import { knownKeys } from './knownKeys';

/**
 * Which sections are looked through, and who hears of it.
 *
 * @internal
 */
export interface WarnAboutUnknownKeysOptions {
  readonly providers: readonly ConfigSection[];
  readonly integrations: readonly ConfigSection[];
  readonly logger: { warn(message: string): void };
}

/**
 * Warns of each key that this module does not know, with the whole path and
 * the key that was likely meant.
 *
 * @remarks
 * Everything beneath a provider, its `filters` and its `schedule` belongs to
 * this module, and so does an integration's `retry`. An integration itself is
 * shared with Backstage and others: of its keys only those are named that are
 * nearly one of ours. What a known key holds, and whether it is an object at
 * all, is for its reader to say.
 *
 * @internal
 */
export function warnAboutUnknownKeys(
  options: WarnAboutUnknownKeysOptions,
): void {
  const { providers, integrations, logger } = options;
  for (const provider of providers) {
    warnIn(provider, {
      known: knownKeys.provider,
      likely: [...knownKeys.provider, ...beneath('filters')],
      logger,
    });
    warnBeneath(provider, 'schedule', logger);
    const filters = warnBeneath(provider, 'filters', logger);
    if (filters) {
      warnBeneath(filters, 'exclude', logger);
      warnBeneath(filters, 'labels', logger);
    }
  }
  for (const integration of integrations) {
    warnIn(integration, {
      known: [...knownKeys.integration, ...backstageKeys],
      likely: [...knownKeys.integration, ...beneath('retry')],
      onlyLikely: true,
      logger,
    });
    warnBeneath(integration, 'retry', logger);
  }
}

type Logger = WarnAboutUnknownKeysOptions['logger'];

// Not to be taken for a mistyped key of ours.
const backstageKeys = [
  'host',
  'token',
  'username',
  'password',
  'apiBaseUrl',
  'commitSigningKey',
];

/** Gives the section that was looked through. */
function warnBeneath(
  parent: ConfigSection,
  name: Exclude<keyof typeof knownKeys, 'provider' | 'integration'>,
  logger: Logger,
): ConfigSection | undefined {
  const value = parent.readValue(name);
  if (typeof value !== 'object' || Array.isArray(value)) {
    return undefined;
  }
  const config = parent.config.getConfig(name);
  const section = new ConfigSection({ config, key: parent.keyOf(name) });
  const known = knownKeys[name];
  warnIn(section, { known, likely: known, logger });
  return section;
}

function warnIn(
  section: ConfigSection,
  options: {
    known: readonly string[];
    likely: readonly string[];
    onlyLikely?: boolean;
    logger: Logger;
  },
): void {
  const { known, likely, onlyLikely, logger } = options;
  for (const name of section.names().filter(each => !known.includes(each))) {
    const meant = toLikely(name, likely);
    if (meant) {
      logger.warn(
        `${section.keyOf(name)} is not a key of this module; did you mean ${meant}? It is ignored.`,
      );
    } else if (!onlyLikely) {
      logger.warn(
        `${section.keyOf(name)} is not a key of this module. It is ignored.`,
      );
    }
  }
}

function beneath(name: 'filters' | 'retry'): string[] {
  return knownKeys[name].map(each => `${name}.${each}`);
}

/** The candidate whose last part differs least, if by no more than a third, or two edits. */
function toLikely(
  name: string,
  candidates: readonly string[],
): string | undefined {
  const typed = name.toLowerCase();
  const [best] = candidates
    .map(candidate => {
      const wanted = candidate.slice(candidate.lastIndexOf('.') + 1);
      const edits = distance(typed, wanted.toLowerCase());
      return { candidate, edits, most: Math.max(2, wanted.length / 3) };
    })
    .filter(({ edits, most }) => edits <= most)
    .sort((a, b) => a.edits - b.edits);
  return best?.candidate;
}
