import { badRequest, noSuchPath } from '../errorBody';
import { parsePageRequest, toPage } from '../page';
import { resolveRevision } from '../resolveRevision';
import { isFolder } from './isFolder';
import { readAvailableRepository } from './readRepository';
import type { EndpointAnswer, EndpointContext } from './types';

/**
 * Answers `GET .../files[/{path}]`: every file below a folder, relative to it.
 */
export function listFiles(context: EndpointContext): EndpointAnswer {
  const { path, query, pageLimits, strictPageSize } = context;
  const repository = readAvailableRepository(context);
  const { name: revision, tree } = resolveRevision(repository, {
    at: query.get('at'),
  });
  if (!isFolder(tree, { path })) {
    throw tree.read(path) === undefined
      ? noSuchPath(path, { revision })
      : badRequest(`The path "${path}" is not a directory`);
  }
  const prefix = path && `${path}/`;
  const below = [...tree.list()]
    .filter(file => file.startsWith(prefix))
    .map(file => file.slice(prefix.length))
    .sort();
  const value = toPage(below, {
    pageRequest: parsePageRequest(query, {
      limits: pageLimits.files,
      strictPageSize,
    }),
    toValue: file => file,
  });
  return { kind: 'json', value };
}
