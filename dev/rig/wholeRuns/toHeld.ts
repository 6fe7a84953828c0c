import type { Configuration } from './types';

/** What a catalog holds: a Component is its slug, wherever that is. */
export function toHeld(
  targets: string[],
  { entities }: Pick<Configuration, 'entities'>,
): string[] {
  return entities === 'Components'
    ? targets.map(target => target.replace(/^.*\/repos\/(.*?)\/.*$/, '$1'))
    : targets;
}
