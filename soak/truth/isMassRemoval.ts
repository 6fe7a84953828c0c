import type { HeldLocation } from '../catalog/types';
import type { Truth } from './types';

const LEAST = 10;
const SHARE = 0.3;

/**
 * Whether so much of what the catalog holds is gone that a run may wait for a
 * second look, which the next run has, before it removes it.
 */
export function isMassRemoval(
  held: ReadonlyMap<string, HeldLocation>,
  { truth }: { truth: Truth },
): boolean {
  const gone = [...held.keys()].filter(target => !truth.has(target)).length;
  return gone >= LEAST && gone > held.size * SHARE;
}
