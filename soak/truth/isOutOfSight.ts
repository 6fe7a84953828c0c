import type { StandInModel, StandInRepository } from '../../dev/standin/types';
import type { Scope } from './types';

const NAME = /\/(projects|users)\/([^/]+)\/repos\/([^/]+)\/browse\//;

/**
 * Says whether the server will not tell what became of a location: its
 * repository or project is hidden, or its repository is not AVAILABLE, be it
 * under another name by now.
 *
 * @remarks
 * A filter needs to see the repository, but not its content.
 */
export function isOutOfSight(
  target: string,
  options: {
    model: StandInModel;
    scope: Scope;
    /** The numbers of the repositories that have had names, by `project/slug`. */
    formerly?: ReadonlyMap<string, number>;
  },
): boolean {
  const { model, scope, formerly } = options;
  const [, kind, owner = '', slug = ''] = NAME.exec(target) ?? [];
  const projectKey = kind === 'users' ? `~${owner}` : owner;
  const project = model.project(projectKey);
  const repository =
    model.repository(projectKey, { slug }) ??
    findByNumber(formerly?.get(`${projectKey}/${slug}`), { model });
  if (project?.hidden || repository?.hidden) {
    return true;
  }
  return (
    repository !== undefined &&
    repository.state !== 'AVAILABLE' &&
    scope.isWanted(repository)
  );
}

function findByNumber(
  id: number | undefined,
  { model }: { model: StandInModel },
): StandInRepository | undefined {
  return model
    .projects()
    .flatMap(({ key }) => model.repositoriesOf(key))
    .find(repository => repository.id === id);
}
