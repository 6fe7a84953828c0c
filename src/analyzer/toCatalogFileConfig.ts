import { RepositoryAddress } from '../bitbucket';
import { parseIgnorePaths } from '../paths';
import { CatalogFileConfig } from '../discovery';

const FILE_NAMES = ['catalog-info.yaml', 'catalog-info.yml'];
/** As many as a sweep takes in by default: the catalog reads each of them. */
const MAX_FILES = 100;

/**
 * Says to discovery which files an address stands for: the file it names, or
 * all `catalog-info.yaml` and `catalog-info.yml` at any depth below it.
 *
 * @remarks
 * Directories that a sweep ignores by default are ignored, unless the address
 * leads into them. What the address names is looked for from the directory
 * above on, where a file and a directory are found alike.
 */
export function toCatalogFileConfig(
  address: Pick<RepositoryAddress, 'path' | 'ref'>,
): CatalogFileConfig {
  const { path, ref } = address;
  const segments = path.split('/').filter(Boolean);
  const prefix = path && `${path}/`;
  const ignored = parseIgnorePaths(undefined, { key: 'ignorePaths' });
  const isBelow = (file: string) =>
    file.startsWith(prefix) &&
    FILE_NAMES.includes(file.slice(file.lastIndexOf('/') + 1)) &&
    !ignored.matches(file, { below: segments.length });
  return {
    catalogPath: {
      configured: FILE_NAMES.map(name => `${prefix}**/${name}`),
      ignored: ignored.globs,
      search: {
        type: 'tree',
        directory: segments.slice(0, -1).join('/'),
        matches: file => file === path || isBelow(file),
      },
      toMeant: found => found,
      decoded: [],
      unseenPaths: [],
    },
    refs: [
      ref === undefined
        ? {}
        : { ref, query: `?at=${encodeURIComponent(ref)}` },
    ],
    asksForDefaultBranch: false,
    maxFilesPerRepository: MAX_FILES,
    validateLocationsExist: true,
  };
}
