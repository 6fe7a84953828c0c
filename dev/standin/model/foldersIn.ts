import { readdirSync } from 'node:fs';

/**
 * The names of the folders in a folder, without git's own; none where it is
 * not there.
 */
export function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory() && entry.name !== '.git')
      .map(entry => entry.name);
  } catch {
    return [];
  }
}
