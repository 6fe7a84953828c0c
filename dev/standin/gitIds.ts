import { createHash } from 'node:crypto';

import type { FileTree } from './types';

/**
 * Gives the id that git has for a file of this content.
 */
export function toBlobId(content: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(content)}\0`)
    .update(content)
    .digest('hex');
}

/**
 * Gives an id of all files below a folder that changes with any of them; it is
 * shaped as git's, not equal to it.
 */
export function toTreeId(
  tree: FileTree,
  options: { folder: string } = { folder: '' },
): string {
  const prefix = options.folder && `${options.folder}/`;
  const hash = createHash('sha1');
  for (const path of [...tree.list()].sort()) {
    if (path.startsWith(prefix)) {
      hash.update(`${path}\0${toBlobId(tree.read(path) ?? '')}\0`);
    }
  }
  return hash.digest('hex');
}
