import { badRequest, noSuchPath } from '../errorBody';
import { resolveRevision } from '../resolveRevision';
import { isFolder } from './isFolder';
import { readAvailableRepository } from './readRepository';
import type { EndpointAnswer, EndpointContext } from './types';

/**
 * Answers `GET .../raw/{path}` with the bytes of the file.
 */
export function getRaw(context: EndpointContext): EndpointAnswer {
  const { path, query } = context;
  const repository = readAvailableRepository(context);
  const { name: revision, tree } = resolveRevision(repository, {
    at: query.get('at'),
  });
  const content = tree.read(path);
  if (content === undefined) {
    if (isFolder(tree, { path })) {
      throw badRequest(`The path "${path}" is a directory`);
    }
    throw noSuchPath(path, { revision });
  }
  return { kind: 'file', path, content };
}
