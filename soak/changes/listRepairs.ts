import type { StandInModel } from '../../dev/standin/types';
import type { Change } from './types';

/**
 * The changes after which everything that there is can be seen.
 */
export function listRepairs(model: StandInModel): Change[] {
  const repairs: Change[] = [];
  for (const { key: project, hidden } of model.projects()) {
    if (hidden) {
      repairs.push({ type: 'show-project', project });
    }
    for (const repository of model.repositoriesOf(project)) {
      const { slug } = repository;
      if (repository.hidden) {
        repairs.push({ type: 'show-repository', project, slug });
      }
      if (repository.state !== 'AVAILABLE') {
        repairs.push({ type: 'set-state', project, slug, state: 'AVAILABLE' });
      }
    }
  }
  return repairs;
}
