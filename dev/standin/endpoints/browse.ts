import { noSuchPath } from '../errorBody';
import { parsePageRequest, toPage } from '../page';
import { resolveRevision, type Revision } from '../resolveRevision';
import { isFolder } from './isFolder';
import { readAvailableRepository } from './readRepository';
import { toChildBody, toChildren } from './toChildren';
import { toPathBody } from './toPathBody';
import type { EndpointAnswer, EndpointContext } from './types';

function toLines(
  content: string,
  options: { context: EndpointContext },
): Record<string, unknown> {
  const { path, query, pageLimits, strictPageSize } = options.context;
  if (content.includes('\0')) {
    return { binary: true, path: toPathBody(path) };
  }
  const lines = content.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') {
    lines.pop();
  }
  const page = toPage(lines, {
    pageRequest: parsePageRequest(query, {
      limits: pageLimits.lines,
      strictPageSize,
    }),
    toValue: text => ({ text }),
  });
  const { values, start, size, isLastPage, limit } = page;
  // The last page of lines has an explicit null, unlike any other list.
  const nextPageStart = page.nextPageStart ?? null;
  return { lines: values, start, size, isLastPage, limit, nextPageStart };
}

function toDirectory(
  revision: Revision,
  options: { context: EndpointContext },
): Record<string, unknown> {
  const { path, query, pageLimits, strictPageSize } = options.context;
  const { tree } = revision;
  const children = toPage(toChildren(tree, { path }), {
    pageRequest: parsePageRequest(query, {
      limits: pageLimits.children,
      strictPageSize,
    }),
    toValue: child => toChildBody(child, { tree, path }),
  });
  return { path: toPathBody(path), revision: revision.name, children };
}

/**
 * Answers `GET .../browse[/{path}]`: the children of a directory, the lines of
 * a file, or with `size=true` or `type=true` just that, in this order.
 */
export function browse(context: EndpointContext): EndpointAnswer {
  const { path, query } = context;
  const repository = readAvailableRepository(context);
  const revision = resolveRevision(repository, { at: query.get('at') });
  const content = path === '' ? undefined : revision.tree.read(path);
  if (content === undefined && !isFolder(revision.tree, { path })) {
    throw noSuchPath(path, { revision: revision.name });
  }
  if (content !== undefined && query.get('size') === 'true') {
    return { kind: 'json', value: { size: Buffer.byteLength(content) } };
  }
  if (query.get('type') === 'true') {
    const type = content === undefined ? 'DIRECTORY' : 'FILE';
    return { kind: 'json', value: { type } };
  }
  const value =
    content === undefined
      ? toDirectory(revision, { context })
      : toLines(content, { context });
  return { kind: 'json', value };
}
