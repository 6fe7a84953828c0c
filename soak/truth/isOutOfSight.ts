import type { StandInModel } from '../../dev/standin/types';
import type { Scope } from './types';

const NAME = /\/projects\/([^/]+)\/repos\/([^/]+)\/browse\//;

/**
 * Says whether the server will not tell what became of a location: its
 * repository or project is hidden, or its repository is not AVAILABLE.
 *
 * @remarks
 * A filter needs to see the repository, but not its content.
 *
 * @internal
 */
export function isOutOfSight(
  target: string,
  options: { model: StandInModel; scope: Scope },
): boolean {
  const { model, scope } = options;
  const [, projectKey = '', slug = ''] = NAME.exec(target) ?? [];
  const project = model.project(projectKey);
  const repository = model.repository(projectKey, { slug });
  if (project?.hidden || repository?.hidden) {
    return true;
  }
  return (
    repository !== undefined &&
    repository.state !== 'AVAILABLE' &&
    scope.isWanted(repository)
  );
}
