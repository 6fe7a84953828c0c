/**
 * Gives a path as the server spells one out; the root has neither parent nor
 * components.
 */
export function toPathBody(path: string): Record<string, unknown> {
  if (path === '') {
    return { components: [], name: '', toString: '' };
  }
  const components = path.split('/');
  const name = components.at(-1) ?? '';
  const dot = name.lastIndexOf('.');
  return {
    components,
    parent: components.slice(0, -1).join('/'),
    name,
    ...(dot === -1 ? {} : { extension: name.slice(dot + 1) }),
    toString: path,
  };
}
