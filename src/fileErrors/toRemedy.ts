/** The catalog's own words, and what to do about them; the first that fits. */
const REMEDIES: readonly (readonly [words: RegExp, remedy: string])[] = [
  [
    /is not of an allowed kind for that location/,
    'allow the kind in catalog.rules',
  ],
  [
    /Reading from .* is not allowed|configure an integration/,
    'add the host to integrations.bitbucketServer',
  ],
  [/YAML error at/, 'open the file, and mend its YAML'],
  [
    /Expected object at root/,
    'open the file: it is a symbolic link or a pointer of Git LFS, which are not followed, or holds no YAML, or a login page came in its place',
  ],
  [
    /No processor recognized the entity/,
    'see that kind and apiVersion are right, and that the module for that kind is installed',
  ],
  [
    /Policy check failed|while validating the entity|must have required property/,
    'mend the entity in the file',
  ],
];

/**
 * Says how to mend what the catalog alone knows of; undefined where that is
 * not known.
 */
export function toRemedy(reason: string): string | undefined {
  return REMEDIES.find(([words]) => words.test(reason))?.[1];
}
