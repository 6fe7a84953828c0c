import { z } from 'zod';
import { browsePageSchema } from './schemas';
import { DirectoryFile, DirectoryPage } from './types';

type BrowsePage = z.infer<typeof browsePageSchema>;
type Child = NonNullable<BrowsePage['children']>['values'][number];

/** Maps the children of a page of a directory to what is needed of them. */
export function toDirectoryPage(
  children: readonly Child[],
  { revision }: Pick<BrowsePage, 'revision'>,
): DirectoryPage {
  const files: DirectoryFile[] = [];
  const identity: unknown[] = [];
  for (const { path, type, contentId, node } of children) {
    // A directory that holds nothing but a directory is listed as one row with
    // several components; a file always has one.
    const name = path.components.join('/');
    identity.push(type, name, contentId ?? node);
    if (type === 'FILE') {
      files.push({ name, contentId });
    }
  }
  return {
    revision: revision ?? undefined,
    files,
    identity: JSON.stringify(identity),
  };
}
