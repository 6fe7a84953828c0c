import { isVisible } from '../authenticate';
import {
  noSuchProject,
  noSuchRepository,
  notPermitted,
  repositoryNotAvailable,
} from '../errorBody';
import type { StandInRepository } from '../types';
import type { EndpointContext } from './types';

/**
 * Gives the repository of the address, or throws 404, or 401 where it may not
 * be seen.
 */
export function readRepository(context: EndpointContext): StandInRepository {
  const { model, viewer, names } = context;
  const { projectKey = '', repoSlug: slug = '' } = names;
  const project = model.project(projectKey);
  if (!project) {
    throw noSuchProject(projectKey);
  }
  const repository = model.repository(project.key, { slug });
  if (!isVisible(viewer, { project, repository })) {
    throw notPermitted();
  }
  if (!repository) {
    throw noSuchRepository(project.key, { slug });
  }
  return repository;
}

/**
 * Gives the repository of the address for reading its content, which a
 * repository that is not AVAILABLE refuses.
 */
export function readAvailableRepository(
  context: EndpointContext,
): StandInRepository {
  const repository = readRepository(context);
  if (repository.state !== 'AVAILABLE') {
    throw repositoryNotAvailable(repository.project, repository);
  }
  return repository;
}
