import type { FileTree } from '../types';

/**
 * Says whether a path is a folder, which it is when a file lies below it.
 */
export function isFolder(tree: FileTree, options: { path: string }): boolean {
  if (options.path === '') {
    return true;
  }
  const prefix = `${options.path}/`;
  for (const path of tree.list()) {
    if (path.startsWith(prefix)) {
      return true;
    }
  }
  return false;
}
