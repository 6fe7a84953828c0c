import { createHash } from 'node:crypto';
import { z } from 'zod';
import { browsePageSchema } from './schemas';
import { DirectoryPage } from './types';

type BrowsePage = z.infer<typeof browsePageSchema>;
type Child = NonNullable<BrowsePage['children']>['values'][number];

/**
 * Maps the children of a page of a directory to what is needed of them.
 *
 * @internal
 */
export function toDirectoryPage(
  children: readonly Child[],
  { revision }: Pick<BrowsePage, 'revision'>,
): DirectoryPage {
  // A directory that holds nothing but a directory is listed as one row with
  // several components; a file always has one.
  const rows = children.map(child => ({
    ...child,
    name: child.path.components.join('/'),
  }));
  const identities = rows.map(({ type, name, contentId, node }) => [
    type,
    name,
    contentId ?? node,
  ]);
  return {
    revision: revision ?? undefined,
    files: rows
      .filter(({ type }) => type === 'FILE')
      .map(({ name, contentId }) => ({ name, contentId })),
    digest: createHash('sha1')
      .update(JSON.stringify(identities))
      .digest('base64'),
  };
}
