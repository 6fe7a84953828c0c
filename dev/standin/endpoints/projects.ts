import { assertMayList, isVisible } from '../authenticate';
import { parsePageRequest, toPage } from '../page';
import { toProjectBody } from '../toProjectBody';
import { readProject } from './readProject';
import type { EndpointAnswer, EndpointContext } from './types';

/**
 * Answers `GET /projects`, which leaves personal projects out.
 */
export function listProjects(context: EndpointContext): EndpointAnswer {
  const { model, viewer, query, pageLimits, strictPageSize } = context;
  assertMayList(viewer);
  const name = query.get('name')?.trim().toLowerCase() ?? '';
  const rows = model
    .projects()
    .filter(
      project =>
        project.type === 'NORMAL' && project.name.toLowerCase().includes(name),
    );
  const permission = query.get('permission');
  const value = toPage(rows, {
    pageRequest: parsePageRequest(query, {
      limits: pageLimits.projects,
      strictPageSize,
    }),
    isVisible: project =>
      isVisible(viewer, { project }) &&
      (permission === null || viewer.kind === 'user'),
    toValue: project => toProjectBody(project, context),
  });
  return { kind: 'json', value };
}

/**
 * Answers `GET /projects/{projectKey}`.
 */
export function getProject(context: EndpointContext): EndpointAnswer {
  return { kind: 'json', value: toProjectBody(readProject(context), context) };
}
