import type { StandInModel, StandInRepository } from '../../dev/standin/types';
import type { Scope, Truth } from './types';

/**
 * Tells, straight from what the server holds, which locations a provider has
 * to have in the catalog.
 *
 * @remarks
 * Nothing of `src/` is used. What may not be seen counts as there: it is.
 *
 * @internal
 */
export function toTruth(
  model: StandInModel,
  options: { scope: Scope; baseUrl: string },
): Truth {
  const { scope, baseUrl } = options;
  const truth = new Map<string, string>();
  for (const project of model.projects()) {
    for (const repository of model.repositoriesOf(project.key)) {
      if (scope.isWanted(repository)) {
        const browseUrl = `${baseUrl}/projects/${project.key}/repos/${repository.slug}/browse`;
        for (const path of listDefaultBranch(repository)) {
          if (scope.isCatalogFile(path)) {
            truth.set(
              `${browseUrl}/${path.split('/').map(encodeURIComponent).join('/')}`,
              repository.defaultBranch ?? '',
            );
          }
        }
      }
    }
  }
  return truth;
}

/** A default branch that is configured need not exist. */
function listDefaultBranch(repository: StandInRepository): Iterable<string> {
  const { branches, defaultBranch = '' } = repository;
  return branches[defaultBranch]?.list() ?? [];
}
