import type { Chance } from '../random/Chance';
import { CATALOG_FILE, PATHS } from './names';

/**
 * Draws the paths of a whole branch; most have a catalog file among them.
 */
export function drawPaths(chance: Chance): string[] {
  return PATHS.filter(path =>
    chance.happens(path === CATALOG_FILE ? 0.8 : 0.4),
  );
}
