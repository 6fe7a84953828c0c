import { assertMayList, isVisible } from '../authenticate';
import { badRequest } from '../errorBody';
import { parsePageRequest, toPage } from '../page';
import { toRepositoryBody } from '../toRepositoryBody';
import type { StandInProject, StandInRepository } from '../types';
import { readProject } from './readProject';
import { readRepository } from './readRepository';
import type { EndpointAnswer, EndpointContext } from './types';

interface Row {
  project: StandInProject;
  repository: StandInRepository;
}

/**
 * Gives the repositories of some projects, one after the other.
 */
export function* rowsOf(
  projects: readonly StandInProject[],
  options: {
    context: EndpointContext;
    matches?: (repository: StandInRepository) => boolean;
  },
): Iterable<Row> {
  const { context, matches } = options;
  for (const project of projects) {
    for (const repository of context.model.repositoriesOf(project.key)) {
      if (matches?.(repository) !== false) {
        yield { project, repository };
      }
    }
  }
}

/**
 * Pages rows of repositories; those the viewer may not see leave gaps.
 */
export function toRepositoryPage(
  rows: Iterable<Row>,
  options: { context: EndpointContext },
): EndpointAnswer {
  const { context } = options;
  const { viewer, query, pageLimits, strictPageSize } = context;
  const value = toPage(rows, {
    pageRequest: parsePageRequest(query, {
      limits: pageLimits.repositories,
      strictPageSize,
    }),
    isVisible: row =>
      isVisible(viewer, row) &&
      (viewer.kind === 'user' || !query.has('permission')),
    toValue: ({ repository }) => toRepositoryBody(repository, context),
  });
  return { kind: 'json', value };
}

/**
 * Answers `GET /projects/{projectKey}/repos`, archived ones included.
 */
export function listProjectRepositories(
  context: EndpointContext,
): EndpointAnswer {
  return toRepositoryPage(rowsOf([readProject(context)], { context }), {
    context,
  });
}

/**
 * Answers `GET /projects/{projectKey}/repos/{repositorySlug}`.
 */
export function getRepository(context: EndpointContext): EndpointAnswer {
  const value = toRepositoryBody(readRepository(context), context);
  return { kind: 'json', value };
}

function parseChoice(
  name: string,
  options: { query: URLSearchParams; choices: readonly string[] },
): string | undefined {
  const text = options.query.get(name)?.trim().toUpperCase();
  if (text === undefined || text === '') {
    return undefined;
  }
  if (!options.choices.includes(text)) {
    throw badRequest(`${name} must be one of ${options.choices.join(', ')}.`, {
      context: name,
    });
  }
  return text;
}

/**
 * Answers `GET /repos`: personal repositories included, archived ones left out
 * unless `archived` asks for them (8.0 and later).
 */
export function listRepositories(context: EndpointContext): EndpointAnswer {
  const { model, viewer, query, majorVersion } = context;
  assertMayList(viewer);
  const wanted = (name: string) => query.get(name)?.trim().toLowerCase() ?? '';
  const name = wanted('name');
  const projectName = wanted('projectname');
  const projectKey = majorVersion >= 8 ? wanted('projectkey') : '';
  const visibility = parseChoice('visibility', {
    query,
    choices: ['PUBLIC', 'PRIVATE'],
  });
  const state = parseChoice('state', {
    query,
    choices: ['AVAILABLE', 'INITIALISING', 'INITIALISATION_FAILED'],
  });
  const archived =
    majorVersion >= 8
      ? (parseChoice('archived', {
          query,
          choices: ['ACTIVE', 'ARCHIVED', 'ALL'],
        }) ?? 'ACTIVE')
      : 'ALL';
  const candidates = projectKey
    ? [model.project(projectKey)].filter(project => project !== undefined)
    : model.projects();
  const projects = candidates.filter(project =>
    project.name.toLowerCase().includes(projectName),
  );
  const matches = (repository: StandInRepository) =>
    (archived === 'ALL' || repository.archived === (archived === 'ARCHIVED')) &&
    (state === undefined || repository.state === state) &&
    (visibility === undefined ||
      repository.public === (visibility === 'PUBLIC')) &&
    repository.name.toLowerCase().includes(name);
  return toRepositoryPage(rowsOf(projects, { context, matches }), { context });
}
