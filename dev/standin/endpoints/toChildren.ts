import { toBlobId, toTreeId } from '../gitIds';
import type { FileTree } from '../types';
import { toPathBody } from './toPathBody';

interface Folder {
  folders: Map<string, Folder>;
  files: string[];
}

function createFolder(): Folder {
  return { folders: new Map(), files: [] };
}

function toFolder(tree: FileTree, options: { path: string }): Folder {
  const prefix = options.path && `${options.path}/`;
  const root = createFolder();
  for (const file of tree.list()) {
    if (!file.startsWith(prefix)) {
      continue;
    }
    const parts = file.slice(prefix.length).split('/');
    const name = parts.pop() ?? '';
    let folder = root;
    for (const part of parts) {
      const next = folder.folders.get(part) ?? createFolder();
      folder.folders.set(part, next);
      folder = next;
    }
    folder.files.push(name);
  }
  return root;
}

/** Goes down as long as a folder holds one folder and nothing else. */
function collapse(name: string, options: { folder: Folder }): string {
  const { folders, files } = options.folder;
  const [only] = folders;
  return only && folders.size === 1 && files.length === 0
    ? `${name}/${collapse(only[0], { folder: only[1] })}`
    : name;
}

/**
 * One child of a directory, still to be turned into a body.
 */
export interface Child {
  type: 'DIRECTORY' | 'FILE';
  /** Relative to the directory; of several parts where a chain is collapsed. */
  path: string;
}

/**
 * Gives the children of a directory, folders first, with each chain of folders
 * that hold nothing but one folder collapsed into one child.
 */
export function toChildren(
  tree: FileTree,
  options: { path: string },
): Child[] {
  const { folders, files } = toFolder(tree, options);
  return [
    ...[...folders]
      .map(([name, folder]) => collapse(name, { folder }))
      .sort()
      .map(path => ({ type: 'DIRECTORY' as const, path })),
    ...files.sort().map(path => ({ type: 'FILE' as const, path })),
  ];
}

/**
 * Gives a child as the server shows it: a file with `contentId` and `size`, a
 * directory with `node`.
 */
export function toChildBody(
  child: Child,
  options: { tree: FileTree; path: string },
): Record<string, unknown> {
  const { tree } = options;
  const full = options.path ? `${options.path}/${child.path}` : child.path;
  if (child.type === 'DIRECTORY') {
    return {
      path: toPathBody(child.path),
      node: toTreeId(tree, { folder: full }),
      type: 'DIRECTORY',
    };
  }
  const content = tree.read(full) ?? '';
  return {
    path: toPathBody(child.path),
    contentId: toBlobId(content),
    type: 'FILE',
    size: Buffer.byteLength(content),
  };
}
