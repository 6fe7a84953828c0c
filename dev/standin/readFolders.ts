import { FolderModel } from './model/FolderModel';
import type { StandInModel } from './types';

/**
 * Makes a model of `<root>/<PROJECT KEY>/<repo slug>/...files`.
 *
 * @remarks
 * A folder `~user` is a personal project. `<PROJECT KEY>/project.json` and
 * `<repo slug>/.repository.json` set any field of the project or repository.
 * The default branch is `main`, the only one there is; a folder without files
 * is an empty repository. Links are not followed, `.git` is left out.
 */
export function readFolders(root: string): StandInModel {
  return new FolderModel({ root });
}
