import { RememberedEntity, RepositoryRow } from '../memory';

/**
 * Whether it matters where a repository is that has lost its name: the catalog
 * holds something of it, or would have to.
 */
export function hadFiles({
  known,
  row,
}: {
  known: readonly RememberedEntity[];
  row?: Pick<RepositoryRow, 'answer'>;
}): boolean {
  return known.length > 0 || row?.answer?.outcome === 'present';
}
