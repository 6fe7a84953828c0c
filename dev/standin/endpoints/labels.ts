import { assertSignedIn, isVisible } from '../authenticate';
import { badRequest, noSuchLabel } from '../errorBody';
import { parsePageRequest, toPage } from '../page';
import { toRepositoryBody } from '../toRepositoryBody';
import { readRepository } from './readRepository';
import { rowsOf } from './repositories';
import type { EndpointAnswer, EndpointContext } from './types';

/**
 * Answers `GET /labels/{labelName}/labeled`: repositories in full, each with
 * its `labelableType`.
 */
export function listLabeled(context: EndpointContext): EndpointAnswer {
  const { model, viewer, query, names, pageLimits, strictPageSize } = context;
  assertSignedIn(viewer);
  const type = query.get('type');
  if (type !== null && type !== 'REPOSITORY') {
    throw badRequest('type must be REPOSITORY.', { context: 'type' });
  }
  const label = names.labelName ?? '';
  const rows = [
    ...rowsOf(model.projects(), {
      context,
      matches: repository => repository.labels.includes(label),
    }),
  ];
  if (rows.length === 0) {
    throw noSuchLabel();
  }
  const value = toPage(rows, {
    pageRequest: parsePageRequest(query, {
      limits: pageLimits.labels,
      strictPageSize,
    }),
    isVisible: row => isVisible(viewer, row),
    toValue: ({ repository }) =>
      toRepositoryBody(repository, { ...context, labelableType: 'REPOSITORY' }),
  });
  return { kind: 'json', value };
}

/**
 * Answers `GET /projects/{projectKey}/repos/{repositorySlug}/labels`.
 */
export function listRepositoryLabels(context: EndpointContext): EndpointAnswer {
  const { query, pageLimits, strictPageSize } = context;
  const value = toPage(readRepository(context).labels, {
    pageRequest: parsePageRequest(query, {
      limits: pageLimits.labels,
      strictPageSize,
    }),
    toValue: name => ({ name }),
  });
  return { kind: 'json', value };
}
