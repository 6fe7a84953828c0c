import { ConfigSection } from './ConfigSection';
import { knownKeys } from './knownKeys';
import { KeyPlace, KeyRoot, ROOT_FORMS, toLikelyKey } from './toLikelyKey';

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
 * the key that was likely meant, wherever that one belongs.
 *
 * @remarks
 * Everything beneath a provider, its `filters` and its `schedule` belongs to
 * this module, and so do an integration's `retry`, `tls` and `reads`. An
 * integration itself is shared with Backstage and others: of its keys only those
 * are named that are
 * nearly one of ours. What a known key holds, and whether it is an object at
 * all, is for its reader to say.
 *
 * @internal
 */
export function warnAboutUnknownKeys(
  options: WarnAboutUnknownKeysOptions,
): void {
  const { providers, integrations } = options;
  for (const section of providers) {
    const provider = { section, at: { root: 'provider', path: '' } } as const;
    warnIn(provider, { ...options, known: knownKeys.provider });
    warnBeneath(provider, { ...options, name: 'schedule' });
    const filters = warnBeneath(provider, { ...options, name: 'filters' });
    if (filters) {
      warnBeneath(filters, { ...options, name: 'exclude' });
      warnBeneath(filters, { ...options, name: 'labels' });
    }
  }
  for (const section of integrations) {
    const at = { root: 'integration', path: '' } as const;
    const known = [...knownKeys.integration, ...knownKeys.backstage];
    warnIn({ section, at }, { ...options, known, isShared: true });
    warnBeneath({ section, at }, { ...options, name: 'retry' });
    warnBeneath({ section, at }, { ...options, name: 'tls' });
    warnBeneath({ section, at }, { ...options, name: 'reads' });
  }
}

interface PlacedSection {
  readonly section: ConfigSection;
  readonly at: KeyPlace;
}

/** Gives the section that was looked through. */
function warnBeneath(
  { section: parent, at }: PlacedSection,
  options: WarnAboutUnknownKeysOptions & {
    name: Exclude<
      keyof typeof knownKeys,
      'provider' | 'integration' | 'backstage' | 'webhook'
    >;
  },
): PlacedSection | undefined {
  const { name } = options;
  const value = parent.readValue(name);
  if (typeof value !== 'object' || Array.isArray(value)) {
    return undefined;
  }
  const config = parent.config.getConfig(name);
  const section = new ConfigSection({ config, key: parent.keyOf(name) });
  const path = at.path === '' ? name : `${at.path}.${name}`;
  const placed = { section, at: { ...at, path } };
  warnIn(placed, { ...options, known: knownKeys[name] });
  return placed;
}

function warnIn(
  { section, at }: PlacedSection,
  options: WarnAboutUnknownKeysOptions & {
    known: readonly string[];
    /** Others have keys of their own there. */
    isShared?: true;
  },
): void {
  const { known, isShared, logger } = options;
  for (const name of section.names().filter(each => !known.includes(each))) {
    const likely = toLikelyKey(name, { at, onlyExact: isShared });
    if (likely) {
      const meant = toShownKey(likely, { ...options, section, at });
      logger.warn(
        `${section.keyOf(name)} is not a key of this module; did you mean ${meant}? It is ignored.`,
      );
    } else if (!isShared) {
      logger.warn(
        `${section.keyOf(name)} is not a key of this module. It is ignored.`,
      );
    }
  }
}

/** From the section on where the key is in it, and else in full. */
function toShownKey(
  { root, path }: KeyPlace,
  options: WarnAboutUnknownKeysOptions & PlacedSection,
): string {
  const { section, at } = options;
  if (root !== at.root) {
    return `${toRootKey(root, options)}.${path}`;
  }
  if (at.path === '') {
    return path;
  }
  if (path.startsWith(`${at.path}.`)) {
    return path.slice(at.path.length + 1);
  }
  return `${section.key.slice(0, -at.path.length)}${path}`;
}

/** That of the only one there is, or the form of all. */
function toRootKey(
  root: KeyRoot,
  { providers, integrations }: WarnAboutUnknownKeysOptions,
): string {
  if (root === 'webhook') {
    return ROOT_FORMS[root];
  }
  const sections = root === 'provider' ? providers : integrations;
  const [only, ...others] = sections;
  return only && others.length === 0 ? only.key : ROOT_FORMS[root];
}
