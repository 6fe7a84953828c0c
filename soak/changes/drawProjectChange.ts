import type { StandInModel } from '../../dev/standin/types';
import type { Chance } from '../random/Chance';
import { PROJECTS } from './names';
import type { Change } from './types';

/**
 * Draws what can happen to one of a few projects.
 */
export function drawProjectChange(
  chance: Chance,
  { model }: { model: StandInModel },
): Change {
  const project = chance.pick(PROJECTS);
  const found = model.project(project);
  if (!found) {
    return { type: 'add-project', project };
  }
  if (found.hidden) {
    return { type: 'show-project', project };
  }
  const type = chance.pick(['hide-project', 'remove-project'] as const);
  return { type, project };
}
