import { PreviewedProvider, PreviewRow } from './types';

const BRANCH_PREFIX = 'refs/heads/';

/** Adds to what was found of a repository what the catalog is told of it. */
export function toPreviewRow(
  row: Omit<PreviewRow, 'files'>,
  { mapper }: Pick<PreviewedProvider, 'mapper'>,
): PreviewRow {
  const { answer } = row;
  const found = answer.outcome === 'present' ? answer.files : [];
  return {
    ...row,
    files: found.map(file => ({
      path: file.path,
      ref:
        file.ref ??
        (file.defaultBranch && `${BRANCH_PREFIX}${file.defaultBranch}`),
      target: mapper.toLocation(file).target,
    })),
  };
}
