import type { StandInModel, StandInRepository } from '../../dev/standin/types';
import type { Scope, Truth } from './types';

/**
 * Tells, straight from what the server holds, which locations a provider has
 * to have in the catalog.
 *
 * @remarks
 * Nothing of `src/` is used. What may not be seen counts as there: it is.
 */
export function toTruth(
  model: StandInModel,
  options: { scope: Scope; baseUrl: string },
): Truth {
  const { scope, baseUrl } = options;
  const truth = new Map<string, string>();
  for (const { key } of model.projects()) {
    const owner = key.startsWith('~')
      ? `users/${key.slice(1)}`
      : `projects/${key}`;
    for (const repository of model.repositoriesOf(key)) {
      if (scope.isWanted(repository)) {
        const browseUrl = `${baseUrl}/${owner}/repos/${repository.slug}/browse`;
        const { paths, query, defaultBranch } = look(repository, { scope });
        for (const path of paths) {
          if (scope.isCatalogFile(path)) {
            truth.set(
              `${browseUrl}/${path.split('/').map(encodeURIComponent).join('/')}${query}`,
              defaultBranch,
            );
          }
        }
      }
    }
  }
  return truth;
}

/** A default branch that is configured need not exist. */
function look(
  { branches, defaultBranch = '' }: StandInRepository,
  { scope }: { scope: Scope },
): { paths: Iterable<string>; query: string; defaultBranch: string } {
  const named = branches[scope.branch ?? ''];
  if (named) {
    const query = `?at=refs%2Fheads%2F${scope.branch}`;
    return { paths: named.list(), query, defaultBranch: '' };
  }
  const paths = branches[defaultBranch]?.list() ?? [];
  return { paths, query: '', defaultBranch };
}
