import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ConfigSection } from './ConfigSection';
import { knownKeys } from './knownKeys';
import { ROOT_FORMS, toLikelyKey } from './toLikelyKey';
import { toShownValue } from './toShownValue';

const rootKey = 'catalog.providers.bitbucketServer';

// Backstage reads keys of this shape only, and takes a dot for a step down.
const readableId = /^[a-z][a-z0-9]*(?:[-_:][a-z0-9]+)*$/i;

/** Sections that hold an object, and are not a provider's own. */
const MISPLACED = ['exclude', 'labels', 'retry', 'tls', 'reads'] as const;

/**
 * Where one provider stands in app-config, and its id.
 *
 * @internal
 */
export interface ProviderSection {
  readonly id: string;
  readonly section: ConfigSection;
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
 * the keys in it; it makes no provider, and is left to whoever warns of keys. An empty object has no providers. A null provider is one that
 * a later file took back, as everywhere in Backstage; `{}` is a provider with
 * all its defaults.
 *
 * @internal
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
    const section = { config: config.getConfig(rootKey), key: rootKey };
    return [{ id: 'default', section: new ConfigSection(section) }];
  }
  if (own.length > 0) {
    throw new InputError(
      `${rootKey} holds ${own.join(', ')} next to ${ids.join(', ')}; either all are ids of providers, or none is: move ${own.join(', ')} beneath an id`,
    );
  }
  if (neither !== undefined) {
    // Without its value: the key may be a token's, which belongs elsewhere.
    throw new InputError(
      `${rootKey}.${neither} is neither a key of a provider nor a provider's id with an object beneath${toHint(neither, { ids })}`,
    );
  }
  return ids.map(id => readSection(config, id));
}

function readRoot(config: Config): Record<string, unknown> | undefined {
  let value: unknown;
  try {
    value = config.getOptional(rootKey);
  } catch (error) {
    throw new InputError(
      `${rootKey} cannot be read, since what stands above it is not an object`,
      error,
    );
  }
  if (value !== undefined && !isObject(value)) {
    throw new InputError(
      `${rootKey} is ${toShownValue(value)}; one provider or a map of ids is wanted`,
    );
  }
  return value;
}

function readSection(config: Config, id: string): ProviderSection {
  const key = `${rootKey}.${id}`;
  if (!readableId.test(id)) {
    throw new InputError(
      `${key} is not an id that Backstage reads; begin with a letter, and use letters, digits, and single - _ : between them`,
    );
  }
  const section = new ConfigSection({ config: config.getConfig(key), key });
  return { id, section };
}

function isOwnKey(name: string, value: unknown): boolean {
  if (name === 'filters' || name === 'schedule') {
    return !isObject(value) || !isProvider(value, knownKeys[name]);
  }
  return includes(knownKeys.provider, name) && !isObject(value);
}

/** Whether an object is a section of ours that belongs to another level. */
function isMisplaced(name: string, value: unknown): boolean {
  const section = MISPLACED.find(each => each === name);
  return (
    section !== undefined &&
    isObject(value) &&
    Object.keys(value).some(key => includes(knownKeys[section], key)) &&
    !Object.keys(value).some(key => includes(knownKeys.provider, key))
  );
}

function toHint(name: string, { ids }: { ids: readonly string[] }): string {
  const at = { root: 'provider', path: '' } as const;
  const likely = toLikelyKey(name, { at });
  if (!likely) {
    return '';
  }
  const { root, path } = likely;
  const form =
    root === 'provider' && ids.length === 0 ? rootKey : ROOT_FORMS[root];
  return `; did you mean ${form}.${path}?`;
}

function isProvider(
  value: Record<string, unknown>,
  notAProviders: readonly string[],
): boolean {
  const names = Object.keys(value);
  return (
    names.some(name => includes(knownKeys.provider, name)) &&
    !names.some(name => notAProviders.includes(name))
  );
}

function includes(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
