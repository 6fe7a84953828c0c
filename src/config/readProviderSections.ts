import { Config } from '@backstage/config';
import { InputError, NotFoundError } from '@backstage/errors';
import { knownSections, namesAt, ROOT_FORMS } from './knownSections';
import { isObject, toShownValue } from './optionTypes';
import { Section } from './readOptions';
import { toLikelyKey } from './toLikelyKey';

const ROOT_KEY = 'catalog.providers.bitbucketServer';

// Backstage reads keys of this shape only, and takes a dot for a step down.
const READABLE_ID = /^[a-z][a-z0-9]*(?:[-_:][a-z0-9]+)*$/i;

const PROVIDER = { root: 'provider', path: '' } as const;
const providerKeys = namesAt(PROVIDER);

/** Sections that hold an object, and are not a provider's own, by their names. */
const misplacedSections = new Map(
  knownSections
    .map(({ path, names }) => [path.split('.').at(-1) ?? '', names] as const)
    .filter(([name]) => name !== '' && !providerKeys.includes(name)),
);

export interface ProviderSection extends Section {
  readonly id: string;
}

/**
 * Reads where providers stand beneath `catalog.providers.bitbucketServer`: one
 * of them directly there, with the id `default`, or a map of ids.
 *
 * @remarks
 * It is one provider where `host` stands directly beneath, or any other key of
 * a provider. A name says which by the shape of its value: a provider is an
 * object, so `host: {...}` is a provider with the id `host`. Of the two keys
 * that hold an object themselves, `filters` and `schedule`, such a value is an
 * id's provider only if it has a provider's key and none of its own. Without
 * `host`, keys of a provider next to ids are an error, since one of the two
 * would be lost. A section that belongs elsewhere, such as `retry`, is known by
 * the keys in it; it makes no provider, and is left to whoever warns of keys.
 * A null provider is one that a later file took back, as everywhere in
 * Backstage; `{}` is a provider with all its defaults.
 */
export function readProviderSections(config: Config): ProviderSection[] {
  const value = readRoot(config);
  if (value === undefined) {
    return [];
  }
  const names = Object.keys(value);
  const own = names.filter(name => isOwnKey(name, value[name]));
  const misplaced = names.filter(name => isMisplaced(name, value[name]));
  const others = names.filter(
    name => !own.includes(name) && !misplaced.includes(name),
  );
  const ids = others.filter(name => isObject(value[name]));
  const neither = [...misplaced, ...others].find(name => !ids.includes(name));

  if (own.includes('host') || (own.length > 0 && ids.length === 0)) {
    return [{ id: 'default', key: ROOT_KEY, config: config.getConfig(ROOT_KEY) }];
  }
  if (own.length > 0) {
    throw new InputError(
      `${ROOT_KEY} holds ${own.join(', ')} next to ${ids.join(', ')}; either all are ids of providers, or none is: move ${own.join(', ')} beneath an id`,
    );
  }
  if (neither !== undefined) {
    // Without its value: the key may be a token's, which belongs elsewhere.
    throw new InputError(
      `${ROOT_KEY}.${neither} is neither a key of a provider nor a provider's id with an object beneath${toHint(neither, { ids })}`,
    );
  }
  return ids.map(id => readSection(config, { id }));
}

/** Reads the section of one provider, as it stands in app-config. */
export function readProviderSection(
  config: Config,
  { id }: { id: string },
): Config {
  const found = readProviderSections(config).find(each => each.id === id);
  if (!found) {
    throw new NotFoundError(`${ROOT_KEY} has no provider with the id ${id}`);
  }
  return found.config;
}

function readRoot(config: Config): Record<string, unknown> | undefined {
  let value: unknown;
  try {
    value = config.getOptional(ROOT_KEY);
  } catch (error) {
    throw new InputError(
      `${ROOT_KEY} cannot be read, since what stands above it is not an object`,
      error,
    );
  }
  if (value !== undefined && !isObject(value)) {
    throw new InputError(
      `${ROOT_KEY} is ${toShownValue(value)}; one provider or a map of ids is wanted`,
    );
  }
  return value;
}

function readSection(config: Config, { id }: { id: string }): ProviderSection {
  const key = `${ROOT_KEY}.${id}`;
  if (!READABLE_ID.test(id)) {
    throw new InputError(
      `${key} is not an id that Backstage reads; begin with a letter, and use letters, digits, and single - _ : between them`,
    );
  }
  return { id, key, config: config.getConfig(key) };
}

function isOwnKey(name: string, value: unknown): boolean {
  if (!isObject(value)) {
    return providerKeys.includes(name);
  }
  const section = namesAt({ ...PROVIDER, path: name });
  return (
    providerKeys.includes(name) &&
    section.length > 0 &&
    (hasOne(value, section) || !hasOne(value, providerKeys))
  );
}

/** Whether an object is a section of ours that belongs to another level. */
function isMisplaced(name: string, value: unknown): boolean {
  const section = misplacedSections.get(name);
  return (
    section !== undefined &&
    isObject(value) &&
    hasOne(value, section) &&
    !hasOne(value, providerKeys)
  );
}

function hasOne(value: object, names: readonly string[]): boolean {
  return Object.keys(value).some(name => names.includes(name));
}

function toHint(name: string, { ids }: { ids: readonly string[] }): string {
  const likely = toLikelyKey(name, { at: PROVIDER });
  if (!likely) {
    return '';
  }
  const { root, path } = likely;
  const form =
    root === 'provider' && ids.length === 0 ? ROOT_KEY : ROOT_FORMS[root];
  return `; did you mean ${form}.${path}?`;
}
