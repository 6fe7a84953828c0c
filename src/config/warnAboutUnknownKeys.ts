import {
  KeyPlace,
  KnownSection,
  knownSections,
  ROOT_FORMS,
} from './knownSections';
import { isObject } from './optionTypes';
import { Section } from './readOptions';
import { toLikelyKey } from './toLikelyKey';

/** Which sections are looked through, and who hears of it. */
interface WarnAboutUnknownKeysOptions {
  readonly providers: readonly Section[];
  readonly integrations: readonly Section[];
  readonly logger: { warn(message: string): void };
}

/**
 * Warns of each key that this module does not know, with the whole path and
 * the key that was likely meant, wherever that one belongs.
 *
 * @remarks
 * An integration is shared with Backstage and others: of the keys in it only
 * those are named that are nearly one of ours. Every other section belongs to
 * this module. What a known key holds, and whether it is an object at all, is
 * for its reader to say.
 */
export function warnAboutUnknownKeys(
  options: WarnAboutUnknownKeysOptions,
): void {
  const { providers, integrations } = options;
  const warnBeneath = (section: Section, root: KeyPlace['root']) =>
    knownSections
      .filter(known => known.root === root)
      .forEach(known => warnIn(section, { ...options, known }));
  providers.forEach(section => warnBeneath(section, 'provider'));
  integrations.forEach(section => warnBeneath(section, 'integration'));
}

function warnIn(
  root: Section,
  options: WarnAboutUnknownKeysOptions & { known: KnownSection },
): void {
  const { known, logger } = options;
  const isShared = known.root === 'integration' && known.path === '';
  const steps = known.path.split('.').filter(Boolean);
  const section = steps.reduce<unknown>(
    (value, name) => toObject(value)[name],
    root.config.getOptional(),
  );
  const names = Object.keys(toObject(section));
  for (const name of names.filter(each => !known.names.includes(each))) {
    const key = [root.key, ...steps, name].join('.');
    const likely = toLikelyKey(name, {
      at: known,
      ...(isShared && { onlyExact: true }),
    });
    if (likely) {
      const meant = toShownKey(likely, { ...options, rootKey: root.key });
      logger.warn(
        `${key} is not a key of this module; did you mean ${meant}? It is ignored.`,
      );
    } else if (!isShared) {
      logger.warn(`${key} is not a key of this module. It is ignored.`);
    }
  }
}

function toObject(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

/** From the section on where the key is in it, and else in full. */
function toShownKey(
  { root, path }: KeyPlace,
  options: WarnAboutUnknownKeysOptions & { known: KeyPlace; rootKey: string },
): string {
  const { known: at, rootKey } = options;
  if (root !== at.root) {
    return `${toRootKey(root, options)}.${path}`;
  }
  if (at.path === '') {
    return path;
  }
  return path.startsWith(`${at.path}.`)
    ? path.slice(at.path.length + 1)
    : `${rootKey}.${path}`;
}

/** That of the only one there is, or the form of all. */
function toRootKey(
  root: KeyPlace['root'],
  { providers, integrations }: WarnAboutUnknownKeysOptions,
): string {
  if (root === 'webhook') {
    return ROOT_FORMS[root];
  }
  const [only, ...others] = root === 'provider' ? providers : integrations;
  return only && others.length === 0 ? only.key : ROOT_FORMS[root];
}
