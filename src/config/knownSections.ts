import { z } from 'zod';
import {
  BACKSTAGE_KEYS,
  integrationOptions,
  providerOptions,
  webhookOptions,
} from './options';

type KeyRoot = 'provider' | 'integration' | 'webhook';

/** Where each of them stands in app-config, whichever of several it is. */
export const ROOT_FORMS: Readonly<Record<KeyRoot, string>> = {
  provider: 'catalog.providers.bitbucketServer.<id>',
  integration: 'integrations.bitbucketServer[]',
  webhook: 'events.modules.bitbucketServer',
};

/** A section or a key: what it belongs to, and the path below, such as `filters.exclude`. */
export interface KeyPlace {
  readonly root: KeyRoot;
  /** Empty for the root itself. */
  readonly path: string;
}

/** A section, with the names of all keys that may stand in it. */
export interface KnownSection extends KeyPlace {
  readonly names: readonly string[];
}

/** Every section that has options; one comes before those beneath it. */
export const knownSections: readonly KnownSection[] = [
  ...toSections(providerOptions, { root: 'provider', path: '' }),
  ...toSections(integrationOptions, { root: 'integration', path: '' }),
  ...toSections(webhookOptions, { root: 'webhook', path: '' }),
];

function toSections(options: z.ZodObject, place: KeyPlace): KnownSection[] {
  const { root, path } = place;
  const names = Object.keys(options.shape);
  const isShared = root === 'integration' && path === '';
  return [
    { ...place, names: isShared ? [...names, ...BACKSTAGE_KEYS] : names },
    ...names.flatMap(name => {
      const inner = toObject(options.shape[name]);
      const at = { root, path: toPathOf(path, name) };
      return inner ? toSections(inner, at) : [];
    }),
  ];
}

/** The section that an option is, whatever stands for it where it is absent. */
function toObject(option: unknown): z.ZodObject | undefined {
  if (option instanceof z.ZodObject) {
    return option;
  }
  return option instanceof z.ZodOptional || option instanceof z.ZodPrefault
    ? toObject(option.unwrap())
    : undefined;
}

/** Of the sections of a root, the one at a path. */
export function namesAt({ root, path }: KeyPlace): readonly string[] {
  const found = knownSections.find(
    each => each.root === root && each.path === path,
  );
  return found?.names ?? [];
}

export function toPathOf(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
