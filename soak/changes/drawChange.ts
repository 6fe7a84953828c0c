import type { StandInModel } from '../../dev/standin/types';
import type { Chance } from '../random/Chance';
import { drawProjectChange } from './drawProjectChange';
import { drawRepositoryChange } from './drawRepositoryChange';
import type { Change } from './types';

/**
 * Draws something that can happen at a server as it is now.
 */
export function drawChange(
  chance: Chance,
  options: { model: StandInModel },
): Change {
  for (;;) {
    const change = chance.happens(0.07)
      ? drawProjectChange(chance, options)
      : drawRepositoryChange(chance, options);
    if (change) {
      return change;
    }
  }
}
