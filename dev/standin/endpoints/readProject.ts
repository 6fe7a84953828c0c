import { isVisible } from '../authenticate';
import { noSuchProject, notPermitted } from '../errorBody';
import type { StandInProject } from '../types';
import type { EndpointContext } from './types';

/**
 * Gives the project of the address, or throws 404, or 401 where it may not be
 * seen.
 */
export function readProject(context: EndpointContext): StandInProject {
  const { projectKey = '' } = context.names;
  const project = context.model.project(projectKey);
  if (!project) {
    throw noSuchProject(projectKey);
  }
  if (!isVisible(context.viewer, { project })) {
    throw notPermitted();
  }
  return project;
}
