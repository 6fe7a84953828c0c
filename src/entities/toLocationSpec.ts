import { LocationSpec } from '@backstage/plugin-catalog-common';
import { toFileTarget } from '../bitbucket';
import { CatalogFile } from '../discovery';

/** Maps a catalog file to the location under which the catalog reads it. */
export function toLocationSpec(
  file: Pick<CatalogFile, 'path' | 'query'>,
  { repositoryUrl }: { repositoryUrl: string },
): LocationSpec {
  return {
    type: 'url',
    target: toFileTarget(repositoryUrl, file),
    presence: 'optional',
  };
}
