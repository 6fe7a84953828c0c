import type { Truth } from './findTruth';
import type { Wanted } from './LossWatch';
import type { Configuration } from './types';

/** What a catalog is to hold, as `toHeld` says it. */
export function toWanted(
  { makers, targets }: Truth,
  { entities }: Pick<Configuration, 'entities'>,
): Wanted[] {
  return entities === 'Components'
    ? makers.map(({ slug, id }) => ({ thing: slug, maker: id }))
    : targets.map(thing => ({ thing }));
}
