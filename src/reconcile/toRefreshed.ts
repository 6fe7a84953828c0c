import { CatalogFile } from '../discovery';
import { CatalogFileMapper } from '../entities';
import { RememberedAnswer } from '../memory';
import { Looked } from './types';

/**
 * Which files of a repository the catalog is to read anew: all after a push,
 * since what they refer to may have changed; otherwise those of which the
 * server shows another content than before.
 */
export type Reread = 'all' | 'rewritten';

/** The addresses of the files that the catalog is to read anew. */
export function toRefreshed(
  { answer }: Pick<Looked, 'answer'>,
  options: {
    mapper: Pick<CatalogFileMapper, 'toLocation'>;
    reread: Reread;
    before?: RememberedAnswer;
  },
): string[] {
  const { mapper, reread, before } = options;
  if (answer.outcome !== 'present') {
    return [];
  }
  const files =
    reread === 'all' ? answer.files : findRewritten(answer.files, before);
  return files.map(file => mapper.toLocation(file).target);
}

function findRewritten(
  files: readonly CatalogFile[],
  before: RememberedAnswer | undefined,
): CatalogFile[] {
  if (before?.outcome !== 'present') {
    return [];
  }
  const contentIds = new Map(
    before.files.map(({ path, contentId }) => [path, contentId]),
  );
  return files.filter(({ path, contentId }) => {
    const known = contentIds.get(path);
    return contentId && known && contentId !== known;
  });
}
